import { Failure } from "./failure.mjs";

const MAX_SECONDS = 30;
/** So long a first connection takes unnoticed. */
const QUIET = 2_000;
const PAUSE = 500;

/** It is starting, or full: soon it may be well. */
const PASSING = /^(57P03|53300|ECONNRESET|ETIMEDOUT)$/;

/** Waits for the database that a setting names, half a minute at most; says that it waits, and for what. */
export async function reach(setting, say) {
  const address = process.env[setting];
  const { host } = new URL(address);
  const until = Date.now() + MAX_SECONDS * 1_000;
  const notice = setTimeout(
    () => say(`waiting for the database at ${host}, ${MAX_SECONDS} seconds at most`),
    QUIET,
  );
  try {
    for (;;) {
      const error = await tryOnce(address, until - Date.now());
      if (!error) return;
      if (!PASSING.test(error.code) || Date.now() + PAUSE > until) {
        throw unreachable(setting, address, error);
      }
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    clearTimeout(notice);
  }
}

async function tryOnce(connectionString, milliseconds) {
  const { Client } = (await import("pg")).default;
  let client;
  try {
    const limits = { connectionTimeoutMillis: milliseconds, query_timeout: milliseconds };
    client = new Client({ connectionString, ...limits });
    client.on("error", () => {});
    await client.connect();
    await client.query("SELECT 1");
    return undefined;
  } catch (error) {
    return error;
  } finally {
    // Nobody waits for the goodbye of a server that is silent.
    client?.end().catch(() => {});
  }
}

function unreachable(setting, address, { code, message, path }) {
  const { host, pathname } = new URL(address);
  const name = decodeURIComponent(pathname.slice(1));
  const reason = code ?? message;
  if (code === "28P01" || code === "28000") {
    return new Failure(
      `The database at ${host}${pathname} refuses the user and password of ${setting} (${message}): correct them.`,
    );
  }
  if (code === "3D000") {
    return new Failure(
      `The server at ${host} has no database ${name}: create it, or correct ${setting}.`,
    );
  }
  if (/does not support SSL/.test(message)) {
    return new Failure(
      `The server at ${host} does not offer TLS: turn it on there, or take sslmode out of ${setting} where the way to it is safe.`,
    );
  }
  if (/CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL/.test(reason)) {
    return new Failure(
      `The certificate of the server at ${host} is not trusted (${reason}): name its authority in ${setting} (sslrootcert=/path/to/ca.pem).`,
    );
  }
  if (path !== undefined) {
    return new Failure(`${setting} names ${path}, which cannot be read (${code}): correct it.`);
  }
  return new Failure(
    `The database at ${host}${pathname} cannot be reached (${reason}): start it, or correct ${setting}.`,
  );
}

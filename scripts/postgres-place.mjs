import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, parse } from "node:path";
import { Failure } from "./failure.mjs";

const SHARED_HOMES = ["/var/lib", "/var/tmp"];

/**
 * Who runs PostgreSQL and where its files lie. PostgreSQL refuses to run as root, so root hands it
 * to an unprivileged user; when that user may not enter the clone, the files lie outside of it.
 */
export function choosePlace(folder) {
  if (process.getuid?.() !== 0) {
    requireOwnership(folder);
    return { identity: {}, folder };
  }
  const owner = ownerOf(folder);
  const identity = owner ?? unprivilegedUser();
  if (isOpenTo(dirname(folder), identity)) return { identity, folder };
  const moved = join(outsideHome(folder), "postgres");
  return { identity: ownerOf(moved) ?? identity, folder: moved };
}

function outsideHome(folder) {
  const note = `${folder}.place`;
  if (existsSync(note)) return readFileSync(note, "utf8").trim();
  const name = `runtype-${randomBytes(6).toString("hex")}`;
  const home = SHARED_HOMES.map((parent) => join(parent, name)).find(makeFolder);
  if (!home) {
    throw new Failure(
      "No folder was found where an unprivileged user may keep the database: set DATABASE_URL, or move the clone out of the private home folder.",
    );
  }
  writeFileSync(note, `${home}\n`);
  return home;
}

function requireOwnership(folder) {
  if (!existsSync(folder) || statSync(folder).uid === process.getuid?.()) return;
  throw new Failure(
    `The database in ${folder} belongs to another user, who started it before: start as root or as that user, or give the folder to yourself (chown -R).`,
  );
}

/** Creates a folder that only the user who runs PostgreSQL may read. */
export function makePrivateFolder(folder, identity) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(folder, identity);
}

export function giveTo(path, identity) {
  if (identity.uid !== undefined) chownSync(path, identity.uid, identity.gid);
}

function ownerOf(folder) {
  if (!existsSync(folder)) return undefined;
  const { uid, gid } = statSync(folder);
  return uid === 0 ? undefined : { uid, gid };
}

function unprivilegedUser() {
  const lines = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of ["postgres", "nobody"]) {
    const fields = lines.find((line) => line.startsWith(`${name}:`))?.split(":");
    if (fields) return { uid: Number(fields[2]), gid: Number(fields[3]) };
  }
  return { uid: 65534, gid: 65534 };
}

function isOpenTo(folder, { uid, gid }) {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(at)) {
      const found = statSync(at);
      const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0;
      if (((found.mode >> shift) & 1) === 0) return false;
    }
    if (at === parse(at).root) return true;
  }
}

function makeFolder(folder) {
  try {
    mkdirSync(folder, { recursive: true });
    // Whatever umask there is, the user who runs PostgreSQL must be let through.
    chmodSync(folder, 0o755);
    return true;
  } catch {
    return false;
  }
}

import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "../../scripts/free-port.mjs";
import { isAlive } from "../../scripts/processes.mjs";
import type { Installation } from "./installation";

export type Exit = { code: number | null; signal: NodeJS.Signals | null };

/** A process of the product as `npm start` starts it, its public API alone. */
export type ServerProcess = {
  port: number;
  pid: number;
  /** Everything it has printed. */
  output: () => string;
  /** Sends a signal and waits for the end. */
  end: (signal?: NodeJS.Signals) => Promise<Exit>;
  /** Stops reading what it prints, as a shell does that goes away. */
  deafen: () => void;
  /** Of it and of its descendants, those that still run. */
  survivors: () => number[];
};

const running = new Set<ChildProcess>();

/**
 * Starts the product with these settings and nothing else of the test's environment, by a shell that
 * does something `before`.
 */
export function launch(
  installation: Installation,
  settings: Record<string, string | undefined>,
  before = ":",
) {
  const { PATH, HOME, TMPDIR } = process.env;
  const start = join(installation.folder, "scripts", "start.mjs");
  // Packages are shared with the tests: a start that wants to install any must fail.
  const npm = { npm_execpath: "/nonexistent/npm.js" };
  // To compile the database client for speed takes longer than what these processes have to do.
  const node = [process.execPath, "--liftoff-only"];
  const command = [...node, start, "--only", "api", "--no-build"];
  const child = spawn("bash", ["-c", `${before}; exec "$@"`, "bash", ...command], {
    cwd: "/",
    env: { PATH, HOME, TMPDIR, NODE_ENV: "production", ...npm, ...settings },
    stdio: ["ignore", "pipe", "pipe"],
  });
  running.add(child);
  const said = { out: "", err: "" };
  child.stdout.on("data", (data) => {
    said.out += data;
  });
  child.stderr.on("data", (data) => {
    said.err += data;
  });
  const ended = new Promise<Exit>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  return { child, said, ended };
}

/** Starts the product and waits until it serves. */
export async function startServer(
  installation: Installation,
  settings: Record<string, string | undefined> = {},
  before?: string,
): Promise<ServerProcess> {
  const port = await freePort();
  const own = { ...ownSettings(), ...settings, PORT: String(port) };
  const { child, said, ended } = launch(installation, own, before);
  const pid = child.pid ?? 0;
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", () => {
      if (said.out.includes("Ready:")) resolve();
    });
  });
  const failed = ended.then(() => Promise.reject(new Error(`${said.out}${said.err}`)));
  await Promise.race([ready, failed]);
  failed.catch(() => undefined);
  const family = new Set([pid]);
  const end = async (signal: NodeJS.Signals = "SIGTERM") => {
    for (const each of descendants(pid)) family.add(each);
    child.kill(signal);
    return ended;
  };
  return {
    port,
    pid,
    output: () => said.out + said.err,
    end,
    deafen: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
    survivors: () => [...family].filter(isAlive),
  };
}

/** Starts where that cannot work; the whole of what it says on standard error, which holds no stack. */
export async function failToStart(
  installation: Installation,
  settings: Record<string, string>,
  before?: string,
): Promise<string> {
  const PORT = String(await freePort());
  const { said, ended } = launch(installation, { PORT, ...settings }, before);
  const { code } = await ended;
  if (code !== 1 || /^\s+at |hidden/m.test(said.err)) {
    throw new Error(`It ended with ${code} and said: ${said.out}${said.err}`);
  }
  return said.err.trim();
}

/** Ends whatever a test left running. */
export async function endServers(): Promise<void> {
  await Promise.all(
    [...running].map(async (child) => {
      const ended = new Promise((resolve) => child.once("close", resolve));
      child.kill("SIGKILL");
      await ended;
    }),
  );
}

/** Kills processes and all that descend from them, as a power loss does: at one instant. */
export function killAtOnce(...pids: number[]): void {
  const families = pids.flatMap((pid) => [pid, ...descendants(pid)]);
  for (const pid of families) process.kill(pid, "SIGKILL");
}

/** The settings under which this test's factories make keys and sessions. */
function ownSettings(): Record<string, string | undefined> {
  const { DATABASE_URL, NEXTAUTH_SECRET, RUNTYPE_KEY_PEPPERS, NEXTAUTH_URL } = process.env;
  // Requests that a test writes byte by byte say "Host: x".
  const RUNTYPE_ALLOWED_HOSTS = "x";
  return {
    DATABASE_URL,
    NEXTAUTH_SECRET,
    RUNTYPE_KEY_PEPPERS,
    NEXTAUTH_URL,
    RUNTYPE_ALLOWED_HOSTS,
  };
}

function descendants(pid: number): number[] {
  const parents = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map((name): [number, number] => [Number(name), parentOf(name)]);
  const children = (of: number): number[] =>
    parents.filter(([, parent]) => parent === of).flatMap(([id]) => [id, ...children(id)]);
  return children(pid);
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return 0;
  }
}

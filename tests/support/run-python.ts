import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const STAND_IN = fileURLToPath(new URL("./python", import.meta.url));

/** Runs a program that may use `requests`: the package where this machine has it, else a stand-in. */
export async function runPython(
  source: string,
  args: readonly string[] = [],
  settings: Record<string, string> = {},
): Promise<string> {
  const hasPackage = await run("python3", ["-c", "import requests"]).then(
    () => true,
    () => false,
  );
  const path = hasPackage ? {} : { PYTHONPATH: STAND_IN };
  const env = { ...process.env, ...path, ...settings };
  return (await run("python3", ["-Bc", source, ...args], { env })).stdout;
}

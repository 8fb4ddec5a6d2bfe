import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { noteChild } from "./start-note.mjs";

const running = new Set();

/** Runs a program to its end; answers its exit code and everything it printed. */
export function runCommand(command, args, options = {}) {
  const { show = false, env = process.env, cwd = root, input = "ignore" } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: [input, "pipe", "pipe"] });
    running.add(child);
    noteChild(child.pid);
    let output = "";
    const collect = (stream, target) =>
      stream.on("data", (chunk) => {
        output = (output + chunk).slice(-2_000_000);
        if (show) target.write(chunk);
      });
    collect(child.stdout, process.stdout);
    collect(child.stderr, process.stderr);
    child.on("error", (error) => {
      running.delete(child);
      reject(error);
    });
    child.on("close", (code, signal) => {
      running.delete(child);
      resolve({ code: code ?? 1, signal, output });
    });
  });
}

/** Runs a script of an installed package with this very Node. */
export function runNode(script, args, options) {
  return runCommand(process.execPath, [script, ...args], options);
}

/** Ends whatever is still running, for an interrupted start. */
export function endRunningCommands() {
  for (const child of running) child.kill("SIGTERM");
}

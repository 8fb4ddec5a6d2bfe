import { Failure } from "../failure.mjs";
import { runCommand } from "../run-command.mjs";

/** Runs a program to its end; throws what it printed when it fails. */
export async function mustRun(command, args, options) {
  const { code, output } = await runCommand(command, args, options);
  if (code !== 0) throw new Failure(`${[command, ...args].join(" ")}\n${output.slice(-4_000)}`);
  return output;
}

/** Whether a program is there. */
export async function isThere(command, ...args) {
  const ran = await runCommand(command, args).catch(() => undefined);
  return ran?.code === 0;
}

import { spawn } from "node:child_process";
import { once } from "node:events";
import { expect, it } from "vitest";
import { isAlive } from "./processes.mjs";
import { interruptedSteps, notedStep, resumable } from "./start-note.mjs";

it("a start that was killed is heard of once, in which step, and what worked for it is ended", async () => {
  const program = `
    import { runCommand } from "./scripts/run-command.mjs";
    import { resumable } from "./scripts/start-note.mjs";
    const worker = "console.log(process.pid); setInterval(() => {}, 1000)";
    await resumable("build", () => runCommand(process.execPath, ["-e", worker], { show: true }));`;
  const start = spawn(process.execPath, ["--input-type=module", "--eval", program]);
  const [printed] = await once(start.stdout, "data");
  const worker = Number(`${printed}`);
  start.kill("SIGKILL");
  await once(start, "exit");
  expect(isAlive(worker)).toBe(true);
  expect(await interruptedSteps()).toContain("build");
  expect(isAlive(worker)).toBe(false);
  expect(await interruptedSteps()).not.toContain("build");
});

it("a step that ends, well or badly, leaves nothing to hear of", async () => {
  await expect(resumable("client", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(notedStep()).toBeUndefined();
  expect(await interruptedSteps()).not.toContain("client");
});

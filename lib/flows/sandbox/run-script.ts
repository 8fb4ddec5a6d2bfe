import "server-only";
import type { WorkOwner } from "@/lib/core/fair-queue";
import { env } from "@/lib/env";
import { type Answer, SandboxPool } from "@/lib/flows/sandbox/sandbox";
import { StepError } from "@/lib/flows/step-error";

type Script = {
  script: string;
  /** Values by name, in scope and below `input`. */
  input: Record<string, unknown>;
  /** Values that hide those of the same name in scope, not below `input`. */
  hiding: Record<string, unknown>;
  owner: WorkOwner;
  signal: AbortSignal;
};

declare global {
  var runtypeSandboxes: SandboxPool | undefined;
}

/** Throws {@link StepError} when too many scripts of the owner wait already. */
export function assertRoomForScript(owner: WorkOwner): void {
  globalThis.runtypeSandboxes?.assertRoom(owner);
}

/** What the script returns; throws {@link StepError} in words for who wrote it. */
export async function runScript({
  script,
  input,
  hiding,
  owner,
  signal,
}: Script): Promise<unknown> {
  const { RUNTYPE_SCRIPT_MS: ms, RUNTYPE_SCRIPT_MB: megabytes } = env();
  globalThis.runtypeSandboxes ??= new SandboxPool();
  const answer = await globalThis.runtypeSandboxes.run(
    {
      script,
      input: JSON.stringify(input),
      hiding: JSON.stringify(hiding),
      names: Object.keys(input),
      ms,
      megabytes,
    },
    owner,
    signal,
  );
  if ("json" in answer) return JSON.parse(answer.json);
  throw refusal(answer, ms, megabytes);
}

function refusal(answer: Exclude<Answer, { json: string }>, ms: number, megabytes: number) {
  switch (answer.failure) {
    case "time":
      return new StepError(`script: It ran longer than ${ms / 1_000} s.`, "timeout");
    case "memory":
      return new StepError(`script: It is out of memory; a script may use ${megabytes} MB.`);
    case "size":
      return new StepError("script: The result is over 1 MB.");
    case "broken":
      return new StepError("script: The sandbox could not run it.");
    case "thrown": {
      const place = answer.line === undefined ? "" : ` (line ${answer.line})`;
      return new StepError(`script: ${answer.message}${place}`);
    }
  }
}

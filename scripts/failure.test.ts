import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { describeFailure, describeOutput, Failure } from "./failure.mjs";

const caught = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
  } catch (error) {
    return error;
  }
  throw new Error("it did not fail");
};

/** As the system makes them where a test cannot bring it to. */
const refusal = (code: string, path: string) =>
  Object.assign(new Error(code), { code, path, syscall: "open" });

describe("a failure is described", () => {
  it("by its own sentence, also when it is the cause of another", () => {
    const failure = new Failure("Do this.");
    expect(describeFailure(failure)).toBe("Do this.");
    expect(describeFailure(new Error("outer", { cause: failure }))).toBe("Do this.");
  });

  it.each([
    [
      "EACCES",
      "This user may not use /clone/.env: give it to the user who starts (chown -R), or start as its owner.",
    ],
    [
      "EROFS",
      "/clone/.env lies on a disk that cannot be written: move the clone, or mount it again.",
    ],
    ["ENOSPC", "The disk of /clone/.env is full: free some space and start again."],
    [
      "EMFILE",
      "Too many files are open at once: raise the limit (ulimit -n 4096) and start again.",
    ],
  ])("by what a person can do about %s of the system", (code, sentence) => {
    expect(describeFailure(refusal(code, "/clone/.env"))).toBe(sentence);
  });

  it("by where a folder or a file is in the way, or missing", async () => {
    const folder = mkdtempSync(join(tmpdir(), "runtype-failure-"));
    const file = join(folder, "file");
    writeFileSync(file, "");
    const messages = [folder, join(file, "below"), join(folder, "x".repeat(300))].map((path) =>
      caught(() => writeFileSync(path, "")).then(describeFailure),
    );
    expect(await Promise.all(messages)).toEqual([
      `${folder} is a folder where a file is expected: move it away.`,
      `${file}/below lies below a file where a folder is expected: move that file away.`,
      expect.stringMatching(/^The path .* is too long: move the clone to a shorter one\.$/),
    ]);
    rmSync(folder, { recursive: true });
  });

  it("as the database's where it is away or slow", async () => {
    const client = new Client({ connectionString: "postgresql://127.0.0.1:1/none" });
    expect(describeFailure(await caught(() => client.connect()))).toBe(
      "The database does not answer in time (ECONNREFUSED): see whether it is well and near, and start again.",
    );
  });

  it("with its stack where nobody foresaw it", () => {
    expect(describeFailure(new Error("unforeseen"))).toMatch(/^Error: unforeseen\n\s+at /);
  });
});

describe("what a tool printed before it failed", () => {
  it("is described by what the system refused it", () => {
    const output =
      "Error: ENOSPC: no space left on device, write\n  path: '/clone/.build/x'\n at fs";
    expect(describeOutput(output)).toBe(
      "The disk of /clone/.build/x is full: free some space and start again.",
    );
    expect(describeOutput("Type error: no such name")).toBeUndefined();
  });
});

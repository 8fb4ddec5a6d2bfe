import { afterAll, beforeEach, describe, expect, it, vi } from "vitest";

process.env.RUNTYPE_LOG_LEVEL = "debug";
vi.useFakeTimers();
const { captureOutput, log } = await import("@/lib/log");

const own = { ...console };
const lines: Record<string, unknown>[] = [];
const stdout = vi.spyOn(process.stdout, "write").mockImplementation((line) => {
  lines.push(JSON.parse(String(line)));
  return true;
});
captureOutput();

beforeEach(() => {
  vi.advanceTimersByTime(60_000);
  lines.length = 0;
});

afterAll(() => {
  stdout.mockRestore();
  Object.assign(console, own);
  vi.useRealTimers();
});

describe("the log", () => {
  it("tells an error once and counts it for a minute, with the requests it failed", () => {
    const fail = (at: number) =>
      log().error({ error: new TypeError(`no ${at}`), requestId: `req_${at}` }, "request failed");
    for (let at = 0; at < 40; at += 1) fail(at);
    log().error({ error: new TypeError("another kind") }, "request failed");
    expect(lines.map(({ msg }) => msg)).toEqual(["request failed", "request failed"]);
    vi.advanceTimersByTime(60_000);
    expect(lines[2]).toMatchObject({ level: 50, repeated: 39 });
    expect(lines[2]?.requestIds).toEqual(Array.from({ length: 39 }, (_, at) => `req_${at + 1}`));
    fail(41);
    expect(lines).toHaveLength(4);
  });

  it("repeats what is no warning", () => {
    for (let at = 0; at < 3; at += 1) log().info("served");
    expect(lines).toHaveLength(3);
  });

  it("keeps nothing of an error that quotes what was sent, nor what a driver attaches", () => {
    const quoting = new SyntaxError(`Unexpected token 'h', "hunter2" is not valid JSON`);
    const driver = Object.assign(new Error("insert failed"), {
      code: "23505",
      detail: "Key (email)=(ada@example.com) already exists.",
    });
    log().error({ error: quoting }, "a body");
    log().error({ error: driver }, "a row");
    const text = JSON.stringify(lines);
    expect(text).not.toMatch(/hunter2|ada@example|already exists/);
    expect(lines[1]).toMatchObject({ error: { code: "23505", message: "insert failed" } });
  });

  it("takes what libraries print as one line each, without quotes, bodies and credentials", () => {
    const secret = `rt_live_${"a".repeat(38)}`;
    console.error(new Error(`Failed to parse "name=hunter2\nx" of ${secret}`));
    console.error("⨯ one\ntwo", { body: "hunter2" }, `key ${secret}`);
    console.log("plain");
    expect(lines).toHaveLength(3);
    expect(JSON.stringify(lines)).not.toMatch(/hunter2|a{20}/);
    expect(lines[1]).toMatchObject({ level: 50, source: "console" });
    expect(lines[2]).toMatchObject({ level: 30, msg: "plain" });
  });

  it("takes the warnings of Node", async () => {
    process.emitWarning("too many listeners", "MaxListenersExceededWarning");
    await vi.waitFor(() => expect(lines).toHaveLength(1));
    expect(lines[0]).toMatchObject({ level: 40, error: { message: "too many listeners" } });
  });
});

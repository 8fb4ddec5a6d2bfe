import { createHook } from "node:async_hooks";
import { createServer } from "node:http";
import { afterAll, expect, it } from "vitest";
import { runSteps, step } from "@/tests/support/flow-run";
import { listen } from "@/tests/support/listen";

process.env.RUNTYPE_OUTBOUND_HOSTS = "localhost";
process.env.RUNTYPE_DNS_SERVERS = "";

/** A look-up by the system, which takes a thread. */
const BY_SYSTEM = "GETADDRINFOREQWRAP";
const BY_DNS = "QUERYWRAP";

const local = createServer((_request, response) => response.end("here"));
const port = await listen(local, "localhost");
let asked: string[] = [];
const hook = createHook({
  init: (_id, type) => {
    if (type === BY_SYSTEM || type === BY_DNS) asked.push(type);
  },
}).enable();

afterAll(() => {
  hook.disable();
  local.close();
});

async function lookUps(url: string) {
  asked = [];
  const http = { url, responseType: "text" };
  const { output, failure } = await runSteps([step("a", "fetch-url", { http })]);
  return { output, failure: failure?.message, asked: [...new Set(asked)] };
}

it("names that anyone may choose wait on no thread of the process, the operator's are known as the system knows them", async () => {
  expect(await lookUps("http://no-such-name.invalid/")).toEqual({
    output: null,
    failure: "url: The host no-such-name.invalid cannot be found.",
    asked: [BY_DNS],
  });
  const own = await lookUps(`http://localhost:${port}/`);
  expect(own).toEqual({ output: "here", failure: undefined, asked: [BY_SYSTEM] });
});

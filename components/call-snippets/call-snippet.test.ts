import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { callSnippet, curlCall } from "./call-snippet";

const url = "https://api.example.com/v1/products/prod_1/surfaces/surf_1/api/faq";
const body = {
  question: `It's "quoted" \\ $HOME \`id\` 😀\n`,
  sure: true,
  none: null,
  list: [1, []],
};

/** What a shell hands to curl. */
function argumentsOf(command: string): string[] {
  const script = `curl() { for word in "$@"; do printf '%s\\0' "$word"; done; }\n${command}`;
  const env = { ...process.env, RUNTYPE_SURFACE_API_KEY: "papi_secret" };
  return execFileSync("/bin/sh", ["-c", script], { env, encoding: "utf8" })
    .split("\0")
    .slice(0, -1);
}

describe("the curl command", () => {
  it("says to a shell exactly the address, the key and the body", () => {
    expect(argumentsOf(callSnippet("curl", { url, body }))).toEqual([
      "-X",
      "POST",
      url,
      "-H",
      "Authorization: Bearer papi_secret",
      "-H",
      "Content-Type: application/json",
      "-d",
      JSON.stringify(body),
    ]);
  });

  it("takes another text in the place of the key", () => {
    expect(curlCall({ url, body: {} }, "papi_xxxxxx")).toContain("Bearer papi_xxxxxx");
  });
});

describe("the TypeScript snippet", () => {
  it("sends the body as it is", async () => {
    const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
    const run = new AsyncFunction(
      "fetch",
      "process",
      "console",
      callSnippet("typescript", { url, body }),
    );
    const sent: unknown[] = [];
    const fetch = async (...call: unknown[]) => {
      sent.push(call);
      return Response.json({});
    };
    await run(fetch, { env: { RUNTYPE_SURFACE_API_KEY: "papi_secret" } }, { log: () => {} });
    expect(sent).toEqual([
      [
        url,
        {
          method: "POST",
          headers: { Authorization: "Bearer papi_secret", "Content-Type": "application/json" },
          body: JSON.stringify(body),
        },
      ],
    ]);
  });
});

describe("the Python snippet", () => {
  it("is in Python's words", () => {
    const code = callSnippet("python", { url, body });
    expect(code).toContain('"sure": True,');
    expect(code).toContain('"none": None,');
    expect(code).toContain(`os.environ['RUNTYPE_SURFACE_API_KEY']`);
  });
});

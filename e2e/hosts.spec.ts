import { request } from "node:http";
import { expect, type Page, test } from "@playwright/test";
import { ORIGIN } from "./support/database";
import { signUp } from "./support/people";

type Asked = { method?: string; path: string; headers: Record<string, string>; body?: string };

const SURFACE_CALL = "/v1/products/prod_1/surfaces/surf_1/api/greeting";
const FORM = "application/x-www-form-urlencoded";

/** One request with whatever Host; where it leads and what it says. */
function ask({ method = "GET", path, headers, body }: Asked) {
  const { port } = new URL(ORIGIN);
  return new Promise<{ status: number; location: string | undefined; text: string }>(
    (resolve, reject) => {
      const length =
        body === undefined ? {} : { "Content-Length": String(Buffer.byteLength(body)) };
      const options = { port, host: "127.0.0.1", method, path, headers: { ...headers, ...length } };
      const outgoing = request(options, (incoming) => {
        let text = "";
        incoming.on("data", (chunk) => {
          text += chunk;
        });
        incoming.on("end", () => {
          const { statusCode: status = 0, headers: got } = incoming;
          resolve({ status, location: got.location, text });
        });
      });
      outgoing.on("error", reject);
      outgoing.end(body);
    },
  );
}

async function cookiesOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies();
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

test("every door answers listed hosts alone, and takes changes from listed origins alone", async ({
  page,
}) => {
  const submitted = page.waitForRequest((sent) => "next-action" in sent.headers());
  await signUp(page);
  const action = await submitted;
  const { host, port } = new URL(ORIGIN);
  const cookie = await cookiesOf(page);
  const isAction = {
    "next-action": action.headers()["next-action"] ?? "",
    "content-type": "text/plain;charset=UTF-8",
    accept: "text/x-component",
  };
  const flow = JSON.stringify({ name: "From a matrix" });
  const json = { "content-type": "application/json" };
  const changes: [string, Asked][] = [
    ["action", { path: "/sign-up", headers: isAction, body: action.postData() ?? "" }],
    ["sign out", { path: "/api/auth/callback/x", headers: { "content-type": FORM }, body: "a=b" }],
    ["API with a session", { path: "/v1/flows", headers: json, body: flow }],
  ];
  for (const [what, change] of changes) {
    for (const [Host, Origin, isLetIn] of [
      [host, `http://${host}`, true],
      [host, `http://127.0.0.1:${port}`, true],
      [`127.0.0.1:${port}`, `http://${host}`, true],
      [host, "http://evil.example", false],
      [host, "null", false],
      [host, "no origin", false],
      ["evil.example", "http://evil.example", false],
      ["evil.example", `http://${host}`, false],
    ] as const) {
      const headers = { ...change.headers, Host, Origin, Cookie: cookie };
      const forged = { ...headers, "X-Forwarded-Host": new URL("http://evil.example").host };
      const { status } = await ask({ ...change, method: "POST", headers: forged });
      const refusal = Host === "evil.example" ? 421 : 403;
      expect([what, Host, Origin, isLetIn ? status !== 403 && status < 420 : status]).toEqual([
        what,
        Host,
        Origin,
        isLetIn ? true : refusal,
      ]);
    }
  }
  for (const Cookie of ["", cookie]) {
    for (const path of ["/", "/settings/api", "/sign-in", "/docs", "/icon.svg"]) {
      const foreign = await ask({ path, headers: { Host: "evil.example", Cookie } });
      expect([path, foreign.status, foreign.location]).toEqual([path, 421, undefined]);
      const headers = { Host: host, "X-Forwarded-Host": "evil.example", Cookie };
      const served = await ask({ path, headers });
      expect(served.status).toBeLessThan(400);
      expect(`${served.location} ${served.text}`).not.toContain("evil.example");
    }
    const call = await ask({ path: SURFACE_CALL, headers: { Host: "evil.example", Cookie } });
    expect([call.status, call.text]).toEqual([421, '{"error":"Misdirected request"}']);
    const me = await ask({ path: "/v1/me", headers: { Host: "evil.example", Cookie } });
    expect(me.status).toBe(421);
  }
});

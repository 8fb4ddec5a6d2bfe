import { expect, test } from "@playwright/test";
import { ask, type Question, type Reply } from "@/tests/support/ask";
import { ORIGIN } from "./support/database";
import { signUp } from "./support/people";

const TEXT = "text/plain;charset=UTF-8";
const FORM = "application/x-www-form-urlencoded";
const COOKIE = "next-auth.callback-url";
const SHOWN = ["", { children: ["(auth)", { children: ["sign-in", {}] }] }];

/** One request from the site itself; without following where it leads. */
function askAs(question: Question): Promise<Reply> {
  const { origin, port } = new URL(ORIGIN);
  const headers = { Origin: origin, ...question.headers };
  return ask({ port: Number(port) }, { ...question, headers });
}

test("an error of signing in that no header can hold leads to sign in", async () => {
  for (const error of ["%00", "%E2%82%AC", "%F0%9F%98%80", "%0d%0aX:%20y"]) {
    for (const path of [`error?error=${error}`, `error/x?error=${error}`, `error/${error}`]) {
      const { status, headers } = await askAs({ path: `/api/auth/${path}` });
      expect([path, status, headers.location]).toEqual([path, 302, "/sign-in"]);
    }
  }
});

test("a way back that cannot be read is written anew", async () => {
  for (const value of ["foo", "%00", "javascript:1", "%E2%82%AC"]) {
    const headers = { Cookie: `${COOKIE}=${value}` };
    const form = { method: "POST", headers: { ...headers, "Content-Type": FORM }, text: "a=b" };
    for (const [act, question] of [
      ["csrf", { headers }],
      ["providers", { headers }],
      ["signout", form],
      ["callback/credentials", form],
    ] as const) {
      const reply = await askAs({ ...question, path: `/api/auth/${act}` });
      expect([value, act, reply.status]).toEqual([value, act, question === form ? 302 : 200]);
      const anew = reply.headers["set-cookie"]?.find((line) => line.startsWith(COOKIE));
      if (act !== "providers") expect(anew).toContain(`${COOKIE}=http`);
    }
  }
});

test("a page is whole for who says unreadably what is shown, and a part for who says it well", async () => {
  const part = async (tree?: string) => {
    const headers = { RSC: "1", ...(tree !== undefined && { "Next-Router-State-Tree": tree }) };
    const asked = { path: "/sign-in", headers };
    const first = await askAs(asked);
    const to = first.headers.location;
    const reply = to === undefined ? first : await askAs({ ...asked, path: to });
    expect([tree, reply.status]).toEqual([tree, 200]);
    return reply.text.length;
  };
  const whole = await part();
  for (const tree of ["x", "null", "%7B%7D", "%5B%22%22%5D", "%E0%A4%A"]) {
    expect(await part(tree)).toBeGreaterThan(0.9 * whole);
  }
  expect(await part(encodeURIComponent(JSON.stringify(SHOWN)))).toBeLessThan(0.9 * whole);
});

test("TRACE of a page is 405", async () => {
  for (const path of ["/", "/sign-in", "/docs", "/llms.txt", "/api/auth/csrf", "/icon.svg"]) {
    const { status } = await askAs({ method: "TRACE", path });
    expect([path, status]).toEqual([path, 405]);
  }
});

test("a form that cannot be read, or is no JSON, is a bad request", async ({ page }) => {
  const submitted = page.waitForRequest((sent) => "next-action" in sent.headers());
  await signUp(page);
  const action = (await submitted).headers()["next-action"] ?? "";
  const cookies = await page.context().cookies();
  const Cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const path = new URL((await submitted).url()).pathname;
  const submit = (text: string, type = TEXT) => {
    const headers = { "Next-Action": action, "Content-Type": type, Accept: "text/x-component" };
    return askAs({ method: "POST", path, text, headers: { ...headers, Cookie } });
  };
  for (const input of ['["$0"]', '[{"a":"$0"}]', '["$n9"]', '["$NaN"]', '["$K1"]']) {
    const { status, text } = await submit(input);
    expect([input, status]).toEqual([input, 200]);
    expect(text).toContain('"code":"bad_request"');
  }
  const deep = "[".repeat(5_000) + "]".repeat(5_000);
  for (const input of ['["$Q1"]', '["$S1"]', '["$F1"]', '["$B1"]', '["$h1"]', "", "x", deep]) {
    expect([input, (await submit(input)).status]).toEqual([input, 400]);
  }
  expect((await submit("x", "multipart/form-data")).status).toBe(400);
  const headers = { "Content-Type": "multipart/form-data" };
  const unnamed = await askAs({ method: "POST", path, text: "x", headers });
  expect(unnamed.status).toBe(415);
});

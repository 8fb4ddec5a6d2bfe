import { describe, expect, it } from "vitest";
import {
  allowUpstream,
  call,
  type Http,
  MEGABYTE,
  origin,
  requestsHeard,
  upstreamPort,
} from "@/tests/support/odd-upstream";

allowUpstream();

describe("a request of a flow", () => {
  it("carries what the step says and nothing of the caller's", async () => {
    const { output } = await call(
      {
        method: "POST",
        url: `${origin}/echo?q={{q}}`,
        headers: { "X-Key": "k-{{q}}", Authorization: "Bearer {{token}}" },
        body: { text: "{{q}}", count: "{{count}}" },
      },
      { q: "a b&c", token: "own", count: 3, Authorization: "Bearer caller", Cookie: "c=1" },
    );
    expect(output).toEqual({
      method: "POST",
      url: "/echo?q=a%20b%26c",
      body: '{"text":"a b&c","count":3}',
      headers: {
        host: `127.0.0.1:${upstreamPort}`,
        connection: "keep-alive",
        accept: "application/json, */*;q=0.5",
        "accept-encoding": "gzip, deflate, br",
        authorization: "Bearer own",
        "content-length": "26",
        "content-type": "application/json",
        "user-agent": "Runtype",
        "x-key": "k-a b&c",
      },
    });
  });

  it("sends no body with GET, and text or JSON with the others as it is given", async () => {
    const sent = async (more: Partial<Http>, input: Record<string, unknown> = {}) => {
      const { output } = await call({ url: `${origin}/echo`, ...more }, input);
      return Object(output);
    };
    expect((await sent({ method: "GET", body: "x" })).body).toBe("");
    const plain = await sent({ method: "PUT", body: "Hello {{name}}" }, { name: "Ada" });
    expect(plain.body).toBe("Hello Ada");
    expect(plain.headers["content-type"]).toBe("text/plain; charset=utf-8");
    const whole = await sent({ method: "PATCH", body: "{{order}}" }, { order: { id: 1 } });
    expect(whole.body).toBe('{"id":1}');
    expect(whole.headers["content-type"]).toBe("application/json");
    const typed = { "Content-Type": "text/csv" };
    const own = await sent({ method: "POST", body: '{"a":1}', headers: typed });
    expect(own.headers["content-type"]).toBe("text/csv");
    expect((await sent({ method: "DELETE" })).headers["content-length"]).toBe("0");
  });

  it.each(["a\r\nX-Evil: 1", "a\nb", "a\0b", "snow \u2603", "x".repeat(8_001)])(
    "never splits into two by a header of %.20j",
    async (value) => {
      const before = requestsHeard();
      const http = { url: `${origin}/echo`, headers: { "X-A": "{{value}}" } };
      const { failure } = await call(http, { value });
      expect(failure?.message).toMatch(/^headers\.x-a: /);
      expect(requestsHeard()).toBe(before);
    },
  );

  it("refuses a body of more than 1 MB", async () => {
    const http = { method: "POST", url: `${origin}/echo`, body: "{{text}}" };
    const { failure } = await call(http, { text: "x".repeat(MEGABYTE + 1) });
    expect(failure?.message).toBe("body: It is over 1 MB.");
  });
});

describe("a value in an address", () => {
  const to = async (url: string, input: Record<string, unknown>) => {
    const { output, failure } = await call({ url }, input);
    return failure?.message ?? Object(output).url;
  };

  it("stays in its place: it adds no path, query, host or user", async () => {
    expect(await to(`${origin}/echo?a={{v}}`, { v: "1&b=2#c" })).toBe("/echo?a=1%26b%3D2%23c");
    expect(await to(`${origin}/{{v}}?x`, { v: "echo" })).toBe("/echo?x");
    for (const v of ["..", "a/../b", "a/./b", "%2e%2E", "..\\a", "."]) {
      expect(await to(`${origin}/echo/{{v}}`, { v })).toMatch(/^url: v must not hold \. or \.\./);
    }
    for (const v of ["evil.example/", "a@evil.example", "a:1", "a?b", "a#b", "a\\b"]) {
      expect(await to("http://{{v}}.example.com/", { v })).toMatch(/^url: v does not fit/);
    }
  });

  it("may be the whole address or its beginning", async () => {
    expect(await to("{{v}}", { v: `${origin}/echo?a=b` })).toBe("/echo?a=b");
    expect(await to("{{base}}/echo", { base: origin })).toBe("/echo");
    expect(await to("http://{{host}}/echo", { host: `127.0.0.1:${upstreamPort}` })).toBe("/echo");
  });
});

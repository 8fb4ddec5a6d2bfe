import { afterAll, describe, expect, it } from "vitest";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { openFrontServer } from "./support/front-server";
import { type RawAnswer, RawConnection } from "./support/raw-connection";
import { pause } from "./support/traffic";

const HOST = "Host: localhost:3000\r\n";
const JSON_BODY = "Content-Type: application/json\r\n";
const CHUNKED = "Transfer-Encoding: chunked\r\n\r\n";
const LAST = `GET /healthz HTTP/1.1\r\n${HOST}Connection: close\r\n\r\n`;

const organizationId = await createOrganization();
const key = await createKey({ organizationId });
const powerless = await createKey({ organizationId, permissions: [] });
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "greet", published: [] });
const surfaceKey = await createSurfaceKey(surface);
const CALL = `/v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api/greet`;

const server = await openFrontServer();
afterAll(server.close);

const bearer = ({ plaintext }: { plaintext: string }) => `Authorization: Bearer ${plaintext}\r\n`;

/** The start of a request; header lines may follow. */
function head(line: string, who = bearer(key)): string {
  return `${line} HTTP/1.1\r\n${HOST}${who}`;
}

async function exchange(...parts: (string | Buffer)[]): Promise<RawAnswer[]> {
  const connection = await RawConnection.open(server.port);
  connection.send(...parts);
  return connection.answers();
}

function statusesOf(answers: RawAnswer[]): number[] {
  return answers.map(({ status }) => status);
}

/** Sees that an answer is JSON that names its request, and gives its body. */
function said({ headers, body }: RawAnswer): unknown {
  expect(headers).toMatchObject({
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-request-id": expect.stringMatching(/^req_/),
  });
  return JSON.parse(body);
}

describe("the next request of a connection", () => {
  it.each([
    ["nobody", 401, "POST /v1/flows", ""],
    ["a key that may not", 403, "POST /v1/flows", bearer(powerless)],
    ["a path that is none", 404, "POST /v1/nope", bearer(key)],
    ["another method", 405, "PATCH /v1/flows", bearer(key)],
    ["nobody on a surface", 401, `POST ${CALL}`, ""],
    ["another method on a surface", 405, `PUT ${CALL}`, bearer(surfaceKey)],
  ])(
    "is answered when the body of the one before was refused for %s",
    async (_, status, line, who) => {
      const connection = await RawConnection.open(server.port);
      connection.send(head(line, who), JSON_BODY, CHUNKED, "2\r\n{}\r\n");
      await connection.more();
      await pause(700);
      connection.send("5\r\nhello\r\n", "0\r\n\r\n", LAST);
      expect(statusesOf(await connection.answers())).toEqual([status, 200]);
    },
  );

  it("is not read behind a body that is too large, whose refusal arrives", async () => {
    const chunk = `186a0\r\n${"a".repeat(100_000)}\r\n`;
    for (const parts of [
      [CHUNKED, chunk.repeat(30), "0\r\n\r\n"],
      [`Content-Length: 3000000\r\n\r\n`, "a".repeat(3_000_000)],
    ]) {
      const answers = await exchange(head("POST /v1/records"), JSON_BODY, ...parts, LAST);
      expect(statusesOf(answers)).toEqual([413]);
      expect(answers[0]?.headers.connection).toBe("close");
    }
  });

  it.each(["POST /v1/records", "PUT /v1/flows/x", `POST ${CALL}`])(
    "is not read behind a body without framing: %s",
    async (line) => {
      const body = `{"type":"customer","name":"Unframed"}`;
      for (const unframed of [body, LAST, `${head("DELETE /v1/me")}\r\n`]) {
        const answers = await exchange(head(line), JSON_BODY, "\r\n", unframed);
        expect(answers).toHaveLength(1);
        expect(answers[0]?.headers.connection).toBe("close");
      }
    },
  );
});

describe("the body of a DELETE", () => {
  it.each([
    ["declared", 'Content-Length: 10\r\n\r\n{"nope":1}'],
    ["in chunks", `${CHUNKED}a\r\n{"nope":1}\r\n0\r\n\r\n`],
  ])("is refused with its members, whatever they are: %s", async (_, rest) => {
    const answers = await exchange(head("DELETE /v1/flows/x"), JSON_BODY, rest, LAST);
    expect(statusesOf(answers)).toEqual([400, 200]);
    expect(answers[0]?.body).toContain("This method takes no body");
  });
});

describe("bytes that are no request", () => {
  it.each([
    ["no HTTP", "hello\r\n\r\n", 400, "The request is not valid HTTP/1.1."],
    ["no version", "GET /v1/me\r\n\r\n", 400, "Send one Host header, with the name of a host."],
    [
      "headers too large",
      `${head("GET /v1/me")}X: ${"a".repeat(20_000)}\r\n\r\n`,
      431,
      "The headers have more than 16384 bytes.",
    ],
    [
      "broken chunks",
      `${head("POST /v1/records")}${JSON_BODY}${CHUNKED}zz\r\n`,
      400,
      "The request is not valid HTTP/1.1.",
    ],
    [
      "broken chunks of a call",
      `${head(`POST ${CALL}`)}${JSON_BODY}${CHUNKED}zz\r\n`,
      400,
      "The request is not valid HTTP/1.1.",
    ],
    [
      "two hosts",
      `GET /v1/me HTTP/1.1\r\n${HOST}${HOST}\r\n`,
      400,
      "Send one Host header, with the name of a host.",
    ],
    [
      "no host",
      "GET /v1/me HTTP/1.1\r\n\r\n",
      400,
      "Send one Host header, with the name of a host.",
    ],
    [
      "an unknown expectation",
      `${head("GET /v1/me")}Expect: tea\r\nConnection: close\r\n\r\n`,
      417,
      "Only Expect: 100-continue is supported.",
    ],
    [
      "an unknown coding",
      `${head("POST /v1/records")}Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n`,
      400,
      "Only Transfer-Encoding: chunked is supported.",
    ],
    ["a tunnel", "CONNECT x:80 HTTP/1.1\r\nHost: x:80\r\n\r\n", 405, "CONNECT is not allowed here"],
    [
      "a backslash",
      `${head("GET /v1/flows\\x")}Connection: close\r\n\r\n`,
      400,
      "The address is not valid.",
    ],
  ])("are answered in JSON with a request id: %s", async (_, bytes, status, details) => {
    const answers = await exchange(bytes);
    expect(statusesOf(answers)).toEqual([status]);
    for (const answer of answers) expect(said(answer)).toMatchObject({ details });
  });

  it("are 431 with more headers than are read, however short, and a key behind them counts", async () => {
    const many = (count: number) =>
      `GET /v1/me HTTP/1.1\r\n${HOST}Connection: close\r\n${"a:\r\n".repeat(count)}${bearer(key)}\r\n`;
    const [few] = await exchange(many(997));
    expect(few?.status).toBe(200);
    const [answer] = await exchange(many(998));
    expect(answer?.status).toBe(431);
    expect(answer && said(answer)).toEqual({
      error: "Request Header Fields Too Large",
      details: "The request has more than 1000 headers.",
    });
  });

  it.each([
    ["no HTTP", "hello\r\n\r\n", 400],
    ["an unknown method", `${head("BREW /v1/me")}\r\n`, 405],
    ["headers too large", `${head("GET /v1/me")}X: ${"a".repeat(20_000)}\r\n\r\n`, 431],
    ["a broken body", `${head("POST /v1/records")}${JSON_BODY}${CHUNKED}zz\r\n`, 400],
  ])("do not hide the answers before them: %s", async (_, bytes, status) => {
    const good = `${head("GET /v1/me")}\r\n`;
    const answers = await exchange(good + good + bytes);
    expect(statusesOf(answers)).toEqual([200, 200, status]);
  });

  it("that come behind a closing request are not read", async () => {
    const answers = await exchange(`${head("GET /v1/me")}Connection: close\r\n\r\n`, "hello\r\n");
    expect(statusesOf(answers)).toEqual([200]);
  });

  it("do not stand in for the answer that a broken body already has", async () => {
    const connection = await RawConnection.open(server.port);
    connection.send(head("POST /v1/flows", ""), CHUNKED);
    await connection.more();
    connection.send("zz\r\n");
    expect(statusesOf(await connection.answers())).toEqual([401]);
  });

  it("is answered once, whichever comes first: its refusal, or what its page may read of it", async () => {
    const page = "Origin: https://shop.example\r\n";
    const call = `${head(`POST ${CALL}`, bearer({ plaintext: "papi_none" }))}${page}`;
    const tries = Array.from({ length: 30 }, async () => {
      const connection = await RawConnection.open(server.port);
      connection.send(call, JSON_BODY, CHUNKED, "zz\r\n");
      return statusesOf(await connection.answers());
    });
    for (const statuses of await Promise.all(tries)) expect(statuses).toHaveLength(1);
  });
});

describe("a request that does not arrive in time", () => {
  it.each([
    ["in its head", "GET /v1/me HT", 408],
    ["in its body", `${head("POST /v1/flows")}${JSON_BODY}${CHUNKED}`, 408],
    [
      "in the body of a call",
      `${head(`POST ${CALL}`, bearer(surfaceKey))}${JSON_BODY}${CHUNKED}`,
      408,
    ],
    ["in a body that was refused", `${head("POST /v1/flows", "")}${CHUNKED}`, 401],
  ])("is answered behind the one before it: %s", async (_, rest, status) => {
    const slow = await openFrontServer({ connectionsCheckingInterval: 20 });
    Object.assign(slow.server, { requestTimeout: 200, headersTimeout: 200 });
    const connection = await RawConnection.open(slow.port);
    connection.send(`${head("GET /v1/me")}\r\n`, rest);
    const answers = await connection.answers();
    expect(statusesOf(answers)).toEqual([200, status]);
    const [, late] = answers;
    if (status === 408) {
      expect(late && said(late)).toEqual({
        error: "Request Timeout",
        details: "The request took too long to arrive.",
      });
    }
    slow.close();
  });
});

import { describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { readInput } from "./read-input";

type Asked = { method?: string; type?: string; headers?: Record<string, string> };

const URL_HERE = "http://localhost:3000/v1/records";

function request(body: string | Buffer, asked: Asked = {}): Request {
  const { method = "POST", type = "application/json", headers } = asked;
  const bytes = Uint8Array.from(Buffer.from(body));
  return new Request(URL_HERE, {
    method,
    body: bytes,
    headers: { "Content-Type": type, ...headers },
  });
}

/** The two ways to frame a body: in chunks, and with its length. */
const FRAMED = [
  ["in chunks", () => ({})],
  ["declared", (body: Buffer) => ({ "Content-Length": String(body.length) })],
] as const;

async function refusal(sent: Request): Promise<Partial<AppError>> {
  const error: unknown = await readInput(sent, {}).catch((thrown: unknown) => thrown);
  if (!(error instanceof AppError)) throw new Error("It was read");
  const { code, details, facts } = error;
  return { code, details, facts };
}

describe.each(FRAMED)("a body that is %s", (_, framing) => {
  const framed = (body: string | Buffer, asked: Asked = {}) => {
    const bytes = Buffer.from(body);
    return request(bytes, { ...asked, headers: { ...asked.headers, ...framing(bytes) } });
  };

  it("may begin with a byte order mark", async () => {
    expect(await readInput(framed('\ufeff{"name":"Ada"}'), {})).toEqual({ name: "Ada" });
    expect(await readInput(framed("\ufeff"), {})).toEqual({});
    expect(await refusal(framed('\ufeff\ufeff{"name":"Ada"}'))).toMatchObject({
      details: "The body is not valid JSON.",
    });
  });

  it.each([
    ["in a value", [0xff], '{"a":{"b":["x","', '"]}}', "a.b.1"],
    ["behind a sign that stands for it", [0xef, 0xbf, 0xbd, 0xc3], '{"a":"', '"}', "a"],
    ["of which the end is missing", [0xef, 0xbf], '{"a":1,"b":"', '"}', "b"],
    ["that says a surrogate", [0xed, 0xa0, 0x80], '{"a":"', '"}', "a"],
    ["that is longer than it needs to be", [0xc0, 0xaf], '{"a":"', '"}', "a"],
    ["in a name", [0xff], '{"a":{"', '":1}}', "a"],
    ["in no member", [0xff], "", "{}", ""],
  ])(
    "is 400 with the path of UTF-8 that is broken %s",
    async (_where, broken, before, after, path) => {
      const body = Buffer.concat([Buffer.from(before), Buffer.from(broken), Buffer.from(after)]);
      expect(await refusal(framed(body))).toMatchObject({
        code: "bad_request",
        facts: { issues: [{ path, message: "This is not valid UTF-8." }] },
      });
    },
  );

  it.each([
    ['{"metadata":{"big":9007199254740993}}', "metadata.big"],
    ['{"metadata":{"list":[1,-12345678901234567890]}}', "metadata.list.1"],
    ['{"a":"1e400","b":1e400}', "b"],
    ['{"a\\u002e":{"b":1e-400}}', "a..b"],
    ["1e400", ""],
  ])("is 400 with the path of a number that would change: %s", async (body, path) => {
    expect(await refusal(framed(body))).toMatchObject({
      code: "bad_request",
      facts: {
        issues: [{ path, message: "This number cannot be stored exactly. Send it as a string." }],
      },
    });
  });

  it("keeps every number that can be kept", async () => {
    const body = '{"a":[0.1,-0.5e-3,1e23,9007199254740992],"b":"9007199254740993","c":1}';
    expect(await readInput(framed(body), {})).toEqual(JSON.parse(body));
  });

  it.each([
    ['{"a":1,"a":2}', "a"],
    ['{"a":[{"b":1},{"b":1,"c":{},"\\u0062":2}]}', "a.1.b"],
  ])("is 400 with the path of a member that is given twice: %s", async (body, path) => {
    expect(await refusal(framed(body))).toMatchObject({
      facts: { issues: [{ path, message: "Given more than once." }] },
    });
  });

  it.each(["POST", "PUT", "DELETE"])(
    "is refused with unknown members by %s alike",
    async (method) => {
      const input = readInput(framed('{"nope":1}', { method }), {});
      if (method === "DELETE") await expect(input).rejects.toMatchObject({ code: "bad_request" });
      else expect(await input).toEqual({ nope: 1 });
    },
  );
});

describe("the type of a body", () => {
  it.each([
    "application/json",
    "APPLICATION/JSON ; Charset=UTF-8",
    'application/json;charset="utf-8"',
    "application/json; charset=utf8",
    "application/merge-patch+json; profile=x",
  ])("may be %s", async (type) => {
    expect(await readInput(request("{}", { type }), {})).toEqual({});
  });

  it.each([
    ["text/plain", "Send the body as application/json."],
    ["application/json, text/plain", "Send the body as application/json."],
    ["application/json; charset=iso-8859-1", "Send the body in UTF-8."],
    ["application/json; charset=utf-16", "Send the body in UTF-8."],
    ["application/json; charset", "Send the body in UTF-8."],
    ["application/json; charset=utf-8; charset=latin1", "Send the body in UTF-8."],
  ])("is 415 when it is %s", async (type, details) => {
    expect(await refusal(request("{}", { type }))).toMatchObject({
      code: "unsupported_media_type",
      details,
    });
  });

  it.each(["gzip", "br", "identity, gzip", "aes128gcm"])(
    "is 415 with Content-Encoding: %s",
    async (encoding) => {
      const sent = request("{}", { headers: { "Content-Encoding": encoding } });
      expect(await refusal(sent)).toMatchObject({
        code: "unsupported_media_type",
        details: "Send the body without Content-Encoding.",
      });
    },
  );

  it("may say that it is not encoded", async () => {
    const sent = request("{}", { headers: { "Content-Encoding": "Identity" } });
    expect(await readInput(sent, {})).toEqual({});
  });
});

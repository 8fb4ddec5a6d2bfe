import fc from "fast-check";

/** Bytes for one connection, in the pieces in which they are written. */
export type RawDraft = {
  /** A whole request that must be answered with 200, whatever follows. */
  good: boolean;
  pieces: readonly string[];
};

const HOST = "Host: localhost:3000\r\n";
const TOKEN = fc.string({
  unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)),
  maxLength: 30,
});

const LINES = fc.constantFrom(
  "GET /v1/me HTTP/1.1",
  "POST /v1/records HTTP/1.1",
  "PUT /v1/records/x HTTP/1.1",
  "DELETE /v1/records/x HTTP/1.1",
  "OPTIONS * HTTP/1.1",
  "GET /v1/openapi.json HTTP/1.0",
  "POST /v1/products/x/surfaces/y/api/greet HTTP/1.1",
  "GET http://localhost:3000/v1/me HTTP/1.1",
  "GET http://evil.example/v1/me HTTP/1.1",
  "BREW /v1/me HTTP/1.1",
  "get /v1/me HTTP/1.1",
  "CONNECT x:80 HTTP/1.1",
  "TRACE /v1/me HTTP/1.1",
  "GET /v1/\xff HTTP/1.1",
  "GET /v1/me HTTP/3.0",
  "GET  /v1/me HTTP/1.1",
  "GET /v1/%E0%A4%A HTTP/1.1",
  "GET //v1//me HTTP/1.1",
  "GET /healthz HTTP/1.1",
  "GET /elsewhere HTTP/1.1",
);

const FRAMINGS = fc.constantFrom(
  "",
  "",
  "Content-Length: 2\r\n",
  "Content-Length: 0\r\n",
  "Content-Length: 5\r\n",
  "Content-Length: -1\r\n",
  "Content-Length: 2\r\nContent-Length: 3\r\n",
  "Content-Length: 99999999999999999999\r\n",
  "Content-Length: 2000000\r\n",
  "Transfer-Encoding: chunked\r\n",
  "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n",
  "Transfer-Encoding: gzip, chunked\r\n",
  "Transfer-Encoding: x\r\n",
  "Transfer-Encoding : chunked\r\n",
);

const HEADERS = fc.oneof(
  fc.constantFrom(
    "",
    "Content-Type: application/json\r\n",
    "Content-Type: application/json; charset=x\r\n",
    "Content-Encoding: gzip\r\n",
    "Expect: 100-continue\r\n",
    "Expect: tea\r\n",
    "Upgrade: websocket\r\nConnection: Upgrade\r\n",
    "Connection: close\r\n",
    "Authorization: Bearer x\r\n",
    "Authorization:\r\nAuthorization: Basic x\r\n",
    "X-API-Key: papi_x\r\n",
    "X: a\r\n b\r\n",
    "Host: evil.example\r\n",
    `X: ${"a".repeat(17_000)}\r\n`,
    "a:\r\n".repeat(1_100),
  ),
  fc.tuple(TOKEN, TOKEN).map(([name, value]) => `${name}: ${value}\r\n`),
);

const CHUNKED_BODY = "2\r\n{}\r\n0\r\n\r\n";

const BODIES = fc.constantFrom(
  "",
  "{}",
  "hello",
  CHUNKED_BODY,
  "2;x=y\r\n{}\r\n0\r\nTrailer: x\r\n\r\n",
  "zz\r\n",
  "ffffffffffffffff\r\n",
  '"\xff"',
  "\xef\xbb\xbf{}",
  "GET /v1/me HTTP/1.1\r\n\r\n",
);

const REQUEST = fc
  .tuple(
    LINES,
    fc.constantFrom(HOST, HOST, HOST, HOST + HOST, ""),
    fc.array(HEADERS, { maxLength: 3 }),
    FRAMINGS,
    fc.constantFrom("\r\n", "\r\n", "\r\n", "\n", ""),
    BODIES,
  )
  .map(
    ([line, host, headers, framing, end, body]) =>
      `${line}\r\n${host}${headers.join("")}${framing}${end}${body}`,
  );

const BYTES = fc.oneof({ weight: 6, arbitrary: REQUEST }, { weight: 1, arbitrary: TOKEN });

/** Requests that are odd in their bytes: alone, behind a good one or behind each other. */
export const RAW_DRAFTS: fc.Arbitrary<RawDraft> = fc
  .record({
    good: fc.boolean(),
    requests: fc.array(BYTES, { minLength: 1, maxLength: 3 }),
    cuts: fc.array(fc.nat(400), { maxLength: 3 }),
  })
  .map(({ good, requests, cuts }) => ({ good, pieces: cut(requests.join(""), cuts) }));

/** Whether bytes begin with a request that needs nothing more to be answered. */
export function isWhole(bytes: string): boolean {
  const end = bytes.indexOf("\r\n\r\n");
  if (end === -1) return false;
  const head = bytes.slice(0, end + 2);
  const body = bytes.slice(end + 4);
  if (/^transfer-encoding/im.test(head)) return body.startsWith(CHUNKED_BODY);
  const lengths = [...head.matchAll(/^content-length: (\d+)\r$/gim)].map(([, each]) =>
    Number(each),
  );
  return lengths.every((length) => length <= body.length);
}

function cut(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...[...cuts].sort((one, other) => one - other), text.length];
  return places.slice(1).map((place, at) => text.slice(places[at], place));
}

import { afterAll, expect, it } from "vitest";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { openFrontServer } from "./support/front-server";
import { type RawAnswer, RawConnection } from "./support/raw-connection";
import { pause } from "./support/traffic";

const APP = "https://app.example.com";
const organizationId = await createOrganization();
const config = { cors: { allowedOrigins: [APP] } };
const surface = await makeSurface({ organizationId, config });
await makeOffer(surface, { organizationId, slug: "greet", published: [] });
const { plaintext } = await createSurfaceKey(surface);
const CALL = `POST /v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api/greet HTTP/1.1\r\n`;
const HOST = "Host: localhost:3000\r\n";
const ORIGIN = "Origin: ORIGIN\r\n";
const KEY = `Authorization: Bearer ${plaintext}\r\nContent-Type: application/json\r\n`;
const START = `${CALL}${HOST}${ORIGIN}`;
const CLOSE = "Connection: close\r\n\r\n";

const server = await openFrontServer();
const slow = await openFrontServer({ connectionsCheckingInterval: 20 });
Object.assign(slow.server, { requestTimeout: 200, headersTimeout: 200 });
afterAll(() => {
  server.close();
  slow.close();
});

/** The answer to a request of a page of an origin, whose parts come one after the other. */
async function refused(origin: string, parts: readonly string[], { port } = server) {
  const connection = await RawConnection.open(port);
  for (const part of parts) {
    connection.send(part.replace("ORIGIN", origin));
    if (parts.length > 1) await pause(50);
  }
  const [answer] = await connection.answers();
  return answer;
}

function expectReadable(answer: RawAnswer | undefined, status: number): void {
  expect(answer?.status).toBe(status);
  expect(answer?.headers["access-control-allow-origin"]).toBe(APP);
  expect(answer?.headers["cross-origin-resource-policy"]).toBe("cross-origin");
}

it.each([
  ["an expectation that nobody meets", 417, [`${START}Expect: a miracle\r\n${CLOSE}`]],
  ["too many headers", 431, [`${START}${"X-A: b\r\n".repeat(1_100)}${CLOSE}`]],
  ["headers that are too large", 431, [`${START}X-A: ${"b".repeat(40_000)}\r\n${CLOSE}`]],
  [
    "large headers in parts",
    431,
    [`${START}X-A: b`, "b".repeat(9_000), `${"b".repeat(9_000)}\r\n${CLOSE}`],
  ],
  [
    "large headers before its origin",
    431,
    [`${CALL}${HOST}X-A: ${"b".repeat(20_000)}`, `\r\n${ORIGIN}${CLOSE}`],
  ],
  ["a host that is not served", 421, [`${CALL}Host: elsewhere.example\r\n${ORIGIN}${CLOSE}`]],
  ["two hosts", 400, [`${START}${HOST}${CLOSE}`]],
  ["another transfer coding", 400, [`${START}Transfer-Encoding: gzip, chunked\r\n${CLOSE}`]],
  [
    "a length that is none",
    400,
    [`${CALL}${HOST}X-A: ${"b".repeat(9_000)}\r\n${ORIGIN}Content-Length: x\r\n${CLOSE}`],
  ],
  ["a coding that cannot be read", 400, [`${START}Transfer-Encoding: x\r\n${CLOSE}`]],
  ["a method unknown to HTTP", 405, [`${START.replace("POST", "BREW")}${CLOSE}`]],
  [
    "a chunk that is broken",
    400,
    [`${START}${KEY}Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n`, "zz\r\n"],
  ],
  ["a whole address", 400, [`${START.replace("/v1", "http://localhost:3000/v1")}:\r\n${CLOSE}`]],
])("a page that a surface allows may read why %s is refused", async (_what, status, parts) => {
  expectReadable(await refused(APP, parts), status);
  const foreign = await refused("https://evil.example", parts);
  expect(foreign?.headers["access-control-allow-origin"]).toBeUndefined();
});

it("a page that a surface allows may read that its body was not there in time", async () => {
  expectReadable(await refused(APP, [`${START}${KEY}Content-Length: 2\r\n\r\n{`], slow), 408);
});

it("what a request says of its origin is not said of the broken one behind it", async () => {
  const connection = await RawConnection.open(server.port);
  const first = `${START.replace("ORIGIN", APP)}Content-Length: 0\r\n\r\n`;
  connection.send(`${first}${CALL}${HOST}Content-Length: x\r\n${CLOSE}`);
  const [, broken] = await connection.answers();
  expect(broken?.status).toBe(400);
  expect(broken?.headers["access-control-allow-origin"]).toBeUndefined();
});

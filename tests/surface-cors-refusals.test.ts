import { afterAll, expect, it } from "vitest";
import { createOrganization } from "./factories/people";
import { makeSurface } from "./factories/surface";
import { openFrontServer } from "./support/front-server";
import { RawConnection } from "./support/raw-connection";

const APP = "https://app.example.com";
const organizationId = await createOrganization();
const config = { cors: { allowedOrigins: [APP] } };
const { productId, surfaceId } = await makeSurface({ organizationId, config });
const CALL = `POST /v1/products/${productId}/surfaces/${surfaceId}/api/greet HTTP/1.1\r\n`;
const HOST = "Host: localhost:3000\r\n";

const server = await openFrontServer();
afterAll(server.close);

async function refused(origin: string, headers: string) {
  const connection = await RawConnection.open(server.port);
  const host = headers.startsWith("Host:") ? "" : HOST;
  connection.send(`${CALL}${host}Origin: ${origin}\r\n${headers}Connection: close\r\n\r\n`);
  const [answer] = await connection.answers();
  return answer;
}

it.each([
  ["an expectation that nobody meets", "Expect: a miracle\r\n", 417],
  ["too many headers", "X-A: b\r\n".repeat(1_100), 431],
  ["headers that are too large", `X-A: ${"b".repeat(40_000)}\r\n`, 431],
  ["a host that is not served", "Host: elsewhere.example\r\n", 421],
  ["another transfer coding", "Transfer-Encoding: gzip, chunked\r\n", 400],
])("a page that a surface allows may read why %s is refused", async (_what, headers, status) => {
  const answer = await refused(APP, headers);
  expect(answer?.status).toBe(status);
  expect(answer?.headers["access-control-allow-origin"]).toBe(APP);
  expect(answer?.headers["cross-origin-resource-policy"]).toBe("cross-origin");
  const foreign = await refused("https://evil.example", headers);
  expect(foreign?.headers["access-control-allow-origin"]).toBeUndefined();
});

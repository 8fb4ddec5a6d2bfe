import { afterAll, describe, expect, it } from "vitest";
import { createKey } from "./factories/key";
import { createOrganization } from "./factories/people";
import { createSurfaceKey, GREETING, makeOffer, makeSurface } from "./factories/surface";
import { openFrontServer } from "./support/front-server";
import { askRaw } from "./support/raw-connection";

const HOST = "Host: localhost:3000";
const organizationId = await createOrganization();
const { plaintext } = await createKey({ organizationId });
const GOOD = `Authorization: Bearer ${plaintext}`;
const surface = await makeSurface({ organizationId });
await makeOffer(surface, { organizationId, slug: "greet", published: [GREETING] });
const surfaceKey = `X-API-Key: ${(await createSurfaceKey(surface)).plaintext}`;
const CALL = `POST /v1/products/${surface.productId}/surfaces/${surface.surfaceId}/api/greet`;

const server = await openFrontServer();
afterAll(server.close);

const ask = (line: string, ...headers: string[]) =>
  askRaw(server.port, `${line} HTTP/1.1`, ...headers);

describe("a line that shows no key", () => {
  it.each([
    ["empty", "Authorization:"],
    ["of another scheme", "Authorization: Basic YTpi"],
    ["of the scheme alone", "Authorization: Bearer"],
    ["of a scheme with commas", 'Authorization: Digest a="b", c=d'],
  ])("beside the key's does not hide it: %s", async (_what, line) => {
    for (const lines of [
      [line, GOOD],
      [GOOD, line],
      [line, line, GOOD, line],
    ]) {
      expect((await ask("GET /v1/me", HOST, ...lines))?.status).toBe(200);
    }
    expect((await ask("GET /v1/me", HOST, line, line))?.status).toBe(401);
    const other = "Authorization: Bearer other";
    expect((await ask("GET /v1/me", HOST, line, GOOD, other))?.status).toBe(401);
  });

  it("does not hide the key of a surface in its own header", async () => {
    const body = ["Content-Type: application/json", "Content-Length: 0"];
    for (const lines of [
      [surfaceKey],
      ["X-API-Key:", surfaceKey],
      [surfaceKey, "X-API-Key:"],
      ["Authorization:", "Authorization: Basic YTpi", surfaceKey],
    ]) {
      const answer = await ask(CALL, HOST, ...lines, ...body);
      expect([lines, answer?.status]).toEqual([lines, 200]);
    }
    const two = [surfaceKey, "X-API-Key: other"];
    expect((await ask(CALL, HOST, ...two, ...body))?.status).toBe(401);
  });
});

describe.each(["OPTIONS *", "GET /healthz", "GET /readyz", "GET /v1/openapi.json"])(
  "%s",
  (line) => {
    it.each([
      ["two hosts", [HOST, HOST]],
      ["two different hosts", [HOST, "Host: evil.example"]],
      ["no host", []],
    ])("is 400 for %s", async (_what, hosts) => {
      const answer = await ask(line, ...hosts);
      expect(answer?.status).toBe(400);
      expect(answer?.body).toContain("Send one Host header, with the name of a host.");
    });
  },
);

it.each(["OPTIONS *", "GET /healthz", "GET /readyz"])(
  "%s is answered at any host",
  async (line) => {
    for (const host of ["evil.example", "10.1.2.3:9", "with_underscore"]) {
      expect((await ask(line, `Host: ${host}`))?.status).toBeLessThan(300);
    }
  },
);

import { beforeAll, describe, expect, it } from "vitest";
import { DELETE, PUT } from "@/app/v1/api-keys/[id]/route";
import { prisma } from "@/lib/db/prisma";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { makeSurface } from "@/tests/factories/surface";
import { callRoute } from "@/tests/support/call-route";
import { surfaceKeysOf } from "@/tests/support/surface-keys";

const permissions = ["SURFACE_KEYS:WRITE"];

let organizationId: string;
let headers: Record<string, string>;
let keys: ReturnType<typeof surfaceKeysOf>;
let stranger: string;

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const put = (body: object, id: string) => callRoute(PUT, "PUT", { headers, params: { id }, body });
const revoke = (query: string, id: string) =>
  callRoute(DELETE, "DELETE", { headers, params: { id }, path: `/v1/api-keys/${id}${query}` });

beforeAll(async () => {
  const person = await createPerson();
  organizationId = person.principal.organizationId;
  headers = { Authorization: `Bearer ${person.token}` };
  keys = surfaceKeysOf(await makeSurface({ organizationId }), headers);
  stranger = Object((await keys.create({})).body).id;
});

describe("at the same moment", () => {
  it("a key mints before it goes, and what it minted goes with it, or it mints nothing", async () => {
    for (let round = 0; round < 4; round += 1) {
      const passing = await createKey({ organizationId, permissions });
      const [gone, ...answers] = await Promise.all([
        revoke("?descendants=revoke", passing.id),
        ...Array.from({ length: 3 }, () => keys.create({}, passing.headers)),
      ]);
      expect(gone.status).toBe(200);
      for (const { status } of answers) expect([201, 401]).toContain(status);
      const left = { mintedByKeyId: passing.id, revokedAt: null };
      expect(await prisma().apiKey.count({ where: left })).toBe(0);
    }
  });

  it("a key that is shortened leaves no key behind that outlives it", async () => {
    for (let round = 0; round < 4; round += 1) {
      const passing = await createKey({ organizationId, permissions });
      const expiresAt = inDays(1);
      const [shortened, ...answers] = await Promise.all([
        put({ expiresAt, descendants: "shorten" }, passing.id),
        ...Array.from({ length: 3 }, () => keys.create({}, passing.headers)),
      ]);
      expect(shortened.status).toBe(200);
      for (const { status } of answers) expect([201, 400]).toContain(status);
      const longer = [{ expiresAt: null }, { expiresAt: { gt: new Date(expiresAt) } }];
      const left = { mintedByKeyId: passing.id, OR: longer };
      expect(await prisma().apiKey.count({ where: left })).toBe(0);
    }
  });

  it("keys that are called meanwhile are revoked with it, and no call waits for ever", async () => {
    for (let round = 0; round < 4; round += 1) {
      const passing = await createKey({ organizationId, permissions });
      const made = await Promise.all([1, 2, 3].map(() => keys.create({}, passing.headers)));
      const minted = made.map(({ body }) => ({ Authorization: `Bearer ${Object(body).key}` }));
      const answers = await Promise.all([
        revoke("?descendants=revoke", passing.id),
        ...minted.map((each) => keys.get(stranger, each)),
        keys.get(stranger, passing.headers),
      ]);
      expect(answers[0]?.status).toBe(200);
      for (const { status } of answers.slice(1)) expect([401, 403]).toContain(status);
    }
  });
});

import { expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { administer } from "@/tests/support/roles";

it("reads and writes the same moments whatever zone the database keeps", async () => {
  const database = new URL(env().DATABASE_URL).pathname.slice(1);
  await administer(`ALTER DATABASE ${database} SET timezone = 'America/New_York'`);
  await prisma().$disconnect();
  globalThis.runtypePrisma = undefined;
  globalThis.runtypePool = undefined;
  const expiresAt = new Date("2030-07-01T12:00:00.123Z");
  const { id } = await createKey({ organizationId: await createOrganization(), expiresAt });
  const key = await prisma().apiKey.findUniqueOrThrow({ where: { id } });
  expect(key.expiresAt).toEqual(expiresAt);
  const { rows } = await pool().query("SELECT expires_at::text AS text FROM api_keys");
  expect(rows).toEqual([{ text: "2030-07-01 12:00:00.123+00" }]);
});

import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { call } from "@/tests/factories/decision";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createOrganization } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { openDecisions, rehashIfStale } from "./decisions";
import type { KeySnapshot } from "./verdict";

const settings = env();
const store = openDecisions();
let key: CreatedKey;

beforeEach(async () => {
  key = await createKey({ organizationId: await createOrganization() });
});

afterEach(() => {
  globalThis.runtypeEnv = settings;
});

function addPepper(): void {
  const peppers = new Map(settings.RUNTYPE_KEY_PEPPERS).set(2, randomBytes(32).toString("hex"));
  globalThis.runtypeEnv = { ...settings, RUNTYPE_KEY_PEPPERS: peppers };
}

async function decided(): Promise<KeySnapshot> {
  const verdict = await call(store, key.plaintext, { open: true });
  if (verdict.state !== "accepted") throw new Error(`the key is ${verdict.state}`);
  return verdict.key;
}

function pepperVersion(): Promise<number> {
  const where = { id: key.secretId };
  return prisma()
    .apiSecret.findUniqueOrThrow({ where })
    .then((secret) => secret.pepperVersion);
}

describe("a new pepper", () => {
  it("takes over a secret with its first use, and the secret keeps working", async () => {
    addPepper();
    const found = await decided();
    expect(found.pepperVersion).toBe(1);
    rehashIfStale(found, key.plaintext);
    await expect.poll(pepperVersion).toBe(2);
    expect(await decided()).toMatchObject({ keyId: key.id, pepperVersion: 2 });
  });

  it("leaves a secret of its own alone", async () => {
    const found = await decided();
    rehashIfStale(found, key.plaintext);
    expect(await pepperVersion()).toBe(1);
  });

  it("that cannot be applied now changes nothing for the caller", async () => {
    addPepper();
    const found = await decided();
    await asOwner("ALTER TABLE api_secrets RENAME TO hidden");
    rehashIfStale(found, key.plaintext);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await asOwner("ALTER TABLE hidden RENAME TO api_secrets");
    expect(await pepperVersion()).toBe(1);
  });
});

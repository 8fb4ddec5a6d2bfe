import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { resealSecrets } from "@/lib/services/reseal-secrets";
import { openSecret, sealSecret } from "@/lib/services/sealed-secret";
import { createOrganization } from "@/tests/factories/people";

const settings = env();
const VALUE = "a-value-of-twenty-six-char";
let organizationId: string;

beforeEach(async () => {
  organizationId = await createOrganization();
});

afterEach(() => {
  globalThis.runtypeEnv = settings;
  globalThis.runtypeActivePeppers = undefined;
});

async function makeSecret(): Promise<string> {
  const secret = { id: newId("organizationSecret"), organizationId };
  const shown = { key: secret.id, environment: "production" as const, hosts: ["api.example.com"] };
  const data = { ...secret, ...shown, ...sealSecret(secret, VALUE) };
  return (await prisma().organizationSecret.create({ data })).id;
}

function usePeppers(...versions: number[]): void {
  const peppers = new Map(
    versions.map((version) => [
      version,
      settings.RUNTYPE_KEY_PEPPERS.get(version) ?? `${version}`.padEnd(43, "x7Qk-"),
    ]),
  );
  globalThis.runtypeEnv = { ...settings, RUNTYPE_KEY_PEPPERS: peppers };
}

function read(id: string) {
  return prisma().organizationSecret.findUniqueOrThrow({ where: { id } });
}

describe("a new pepper", () => {
  it("takes over the secrets of organizations, which open without the former one", async () => {
    const ids = await Promise.all(Array.from({ length: 101 }, makeSecret));
    const before = await read(ids[0] ?? "");
    usePeppers(1, 2);
    await Promise.all([resealSecrets(), resealSecrets()]);
    usePeppers(2);
    for (const id of ids) expect(openSecret(await read(id))).toBe(VALUE);
    const { sealedValue: _, ...same } = before;
    expect(await read(before.id)).toMatchObject({ ...same, pepperVersion: 2 });
  });

  it("takes over nothing before every living process has it", async () => {
    const id = await makeSecret();
    const before = await read(id);
    usePeppers(1, 2);
    globalThis.runtypeActivePeppers = new Set([1]);
    await resealSecrets();
    expect(await read(id)).toEqual(before);
  });

  it("leaves alone a secret that does not open, says so, and takes over the others", async () => {
    const [broken = "", whole = ""] = [await makeSecret(), await makeSecret()].sort();
    const sealedValue = new Uint8Array(randomBytes(50));
    await prisma().organizationSecret.update({ where: { id: broken }, data: { sealedValue } });
    usePeppers(1, 2);
    await expect(resealSecrets()).rejects.toThrow();
    expect(await read(broken)).toMatchObject({ sealedValue, pepperVersion: 1 });
    expect(openSecret(await read(whole))).toBe(VALUE);
    expect(await read(whole)).toMatchObject({ pepperVersion: 2 });
    await prisma().organizationSecret.delete({ where: { id: broken } });
  });
});

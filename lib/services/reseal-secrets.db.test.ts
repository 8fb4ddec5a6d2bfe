import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import type { Environment } from "@/lib/policy/roles";
import { openSecret, resealSecrets, sealSecret } from "@/lib/services/sealed-secret";
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

/** Their ids, in order. */
async function makeSecrets(count: number): Promise<string[]> {
  const data = Array.from({ length: count }, () => {
    const secret = { id: newId("organizationSecret"), organizationId };
    const environment: Environment = "production";
    const shown = { key: secret.id, environment, hosts: ["api.example.com"] };
    return { ...secret, ...shown, ...sealSecret(secret, VALUE) };
  });
  await prisma().organizationSecret.createMany({ data });
  return data.map(({ id }) => id).sort();
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
    const ids = await makeSecrets(101);
    const before = await read(ids[0] ?? "");
    usePeppers(1, 2);
    await Promise.all([resealSecrets(), resealSecrets()]);
    usePeppers(2);
    const after = await prisma().organizationSecret.findMany({ where: { organizationId } });
    expect(after.map(openSecret)).toEqual(ids.map(() => VALUE));
    const { sealedValue: _, ...same } = before;
    expect(await read(before.id)).toMatchObject({ ...same, pepperVersion: 2 });
  });

  it("takes over nothing before every living process has it", async () => {
    const [id = ""] = await makeSecrets(1);
    const before = await read(id);
    usePeppers(1, 2);
    globalThis.runtypeActivePeppers = new Set([1]);
    await resealSecrets();
    expect(await read(id)).toEqual(before);
  });

  it("leaves alone a secret that does not open, says so, and takes over the others", async () => {
    const [broken = "", whole = ""] = await makeSecrets(2);
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

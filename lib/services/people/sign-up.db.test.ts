import { beforeEach, describe, expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { createPerson } from "@/tests/factories/people";
import { asOwner } from "@/tests/support/roles";
import { createAccount } from "./writes";

const PASSWORD = "kettle orbit thistle";
const NOBODY = { principal: null, requestId: "req" };

beforeEach(() => {
  globalThis.runtypeEnv = { ...env(), RUNTYPE_SIGN_UP: "invite" };
});

describe("sign-up by invitation", () => {
  const create = (change: object = {}) =>
    createAccount.perform({ ...NOBODY, address: "203.0.113.5" }, () => ({
      name: "Ada",
      organization: "Works",
      email: "new@example.com",
      password: PASSWORD,
      ...change,
    }));

  async function refusalOf(change: object) {
    const startedAt = performance.now();
    const error = await create(change).catch((thrown: unknown) => thrown);
    if (!(error instanceof AppError)) throw new Error("was not refused");
    const { code, details, facts } = error;
    return { said: { code, details, facts }, took: performance.now() - startedAt };
  }

  it("answers alike, in words and time, whether an address has an account or not", async () => {
    const { email } = await createPerson();
    const spellings = [email, ` ${email.toUpperCase()} `, "new@example.com"];
    const times: number[][] = [];
    for (let round = 0; round < 9; round += 1) {
      const refusals = [];
      for (const each of spellings) refusals.push(await refusalOf({ email: each }));
      for (const { said } of refusals) {
        expect(said).toEqual({
          code: "forbidden",
          details: "Sign-up is by invitation only. Ask for an invitation.",
          facts: {},
        });
      }
      times.push(refusals.map(({ took }) => took));
    }
    // A password that was hashed for one of them would take ten times as long. The least of each:
    // whatever else the machine does only ever adds to it.
    const least = spellings.map((_, at) => Math.min(...times.map((row) => row[at] ?? 0)));
    expect(Math.max(...least) / Math.min(...least)).toBeLessThan(4);
  });

  it("makes the first account of an installation, and no second one at the same moment", async () => {
    await asOwner("DELETE FROM users");
    const results = await Promise.allSettled(
      Array.from({ length: 4 }, (_, n) => create({ email: `first-${n}@example.com` })),
    );
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().user.count()).toBe(1);
  });
});

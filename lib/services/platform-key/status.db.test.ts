import { describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Outcome } from "@/lib/core/outcome";
import type { UserPrincipal } from "@/lib/policy/principal";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { countRequests, writeRequests } from "@/tests/factories/usage";
import { platformKeyTable } from "./reads";

const newKey = (organizationId: string) => createKey({ organizationId });
const noteCalls = (key: CreatedKey, at: Date, outcome: Outcome, requests: number) =>
  countRequests(key, { at, outcome, requests });
const as = (principal: UserPrincipal) => ({ principal, requestId: newId("request") });

describe("the status", () => {
  const read = async (principal: UserPrincipal) => {
    const { keys } = await platformKeyTable.perform(as(principal), () => ({}));
    return keys.map(({ status, statusReason }) => [status, statusReason]);
  };

  it.each([
    "forbidden",
    "address_not_allowed",
    "missing_scope",
    "paused",
    "unpublished",
    "retired",
    "step_failed",
    "timed_out",
    "failed",
  ] as const)(
    "says that every call is refused, from the first on, and why: %s",
    async (outcome) => {
      const { principal } = await createPerson();
      const key = await newKey(principal.organizationId);
      await noteCalls(key, new Date(), outcome, 1);
      expect(await read(principal)).toEqual([["failing", outcome]]);
      await noteCalls(key, new Date(), "ok", 1);
      expect(await read(principal)).toEqual([["active", null]]);
      await noteCalls(key, new Date(), outcome, 9);
      expect(await read(principal)).toEqual([["failing", outcome]]);
    },
  );

  it("names what most calls met, a refusal before a request that was wrong", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal.organizationId);
    await noteCalls(key, new Date(), "not_found", 30);
    expect(await read(principal)).toEqual([["failing", "not_found"]]);
    await noteCalls(key, new Date(), "forbidden", 2);
    await noteCalls(key, new Date(), "missing_scope", 3);
    expect(await read(principal)).toEqual([["failing", "missing_scope"]]);
  });

  it.each(["not_found", "invalid", "interrupted"] as const)(
    "says that no call was served, however few there were, and why: %s",
    async (outcome) => {
      const { principal } = await createPerson();
      const key = await newKey(principal.organizationId);
      await noteCalls(key, new Date(), outcome, 3);
      expect(await read(principal)).toEqual([["failing", outcome]]);
      await noteCalls(key, new Date(), "ok", 1);
      expect(await read(principal)).toEqual([["active", null]]);
    },
  );

  it("says how calls end before it says that the key expires soon", async () => {
    const { principal } = await createPerson();
    const { organizationId } = principal;
    const expiresAt = new Date(Date.now() + 3 * 86_400_000);
    const key = await createKey({ organizationId, expiresAt });
    expect(await read(principal)).toEqual([["expires_soon", null]]);
    await noteCalls(key, new Date(), "missing_scope", 2);
    expect(await read(principal)).toEqual([["failing", "missing_scope"]]);
    await noteCalls(key, new Date(), "ok", 7);
    expect(await read(principal)).toEqual([["expires_soon", null]]);
    await noteCalls(key, new Date(), "limited", 2);
    expect(await read(principal)).toEqual([["limited", "limited"]]);
  });

  it("is limited where most of what came was over the limit", async () => {
    const { principal } = await createPerson();
    const key = await newKey(principal.organizationId);
    await noteCalls(key, new Date(), "limited", 3);
    expect(await read(principal)).toEqual([["limited", "limited"]]);
    await noteCalls(key, new Date(), "forbidden", 1);
    expect(await read(principal)).toEqual([["limited", "limited"]]);
    await noteCalls(key, new Date(), "forbidden", 16);
    expect(await read(principal)).toEqual([["failing", "forbidden"]]);
  });

  it("knows a use that is not rolled up yet, and sorts by it; a refusal is none", async () => {
    const { principal } = await createPerson();
    const [used, refused] = [
      await newKey(principal.organizationId),
      await newKey(principal.organizationId),
    ];
    const at = new Date("2026-01-02T03:04:05.678Z");
    await countRequests(used, { at: new Date(at.getTime() - 1), requests: 1 });
    await writeRequests(used, { at, requests: 1 });
    await writeRequests(refused, { at: new Date(), requests: 1, outcome: "limited" });
    const { keys } = await platformKeyTable.perform(as(principal), () => ({ sort: "lastUsedAt" }));
    expect(keys.map(({ id, lastUsedAt }) => [id, lastUsedAt])).toEqual([
      [used.id, at.toISOString()],
      [refused.id, null],
    ]);
  });

  it("forgets what the key was refused for while it was disabled", async () => {
    const { principal } = await createPerson();
    await noteCalls(await newKey(principal.organizationId), new Date(), "disabled", 20);
    expect(await read(principal)).toEqual([["active", null]]);
  });
});

import { beforeEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { recordStore } from "@/lib/flows/record-store";
import { createOrganization } from "@/tests/factories/people";
import { runSteps, step } from "@/tests/support/flow-run";

const writer = { executionId: newId("execution"), keyId: newId("key"), userId: null };
let organizationId: string;
const store = (environment: "test" | "production" = "test") =>
  recordStore({ organizationId, environment }, writer);

beforeEach(async () => {
  organizationId = await createOrganization();
});

const acme = { recordType: "customer", recordName: "{{who}}" };
const set = (value: unknown) => step("set", "set-variable", { variableName: "data", value });

describe("records in a flow", () => {
  it("are made, replaced, merged, read and listed", async () => {
    const steps = [
      set({ plan: "free", seats: 1 }),
      step("up", "upsert-record", { ...acme, sourceVariable: "data" }),
      step("merge", "update-record", { ...acme, sourceVariable: "more" }),
      step("get", "get-record", { ...acme, outputVariable: "found" }),
      step("list", "list-records", { recordType: "customer", search: "ac", outputVariable: "all" }),
    ];
    const input = { who: "Acme", more: { plan: "pro", nested: { a: 1 } } };
    const { outcome, outputs } = await runSteps(steps, input, { records: store() });
    expect(outcome).toBe("succeeded");
    const metadata = { plan: "pro", seats: 1, nested: { a: 1 } };
    expect(outputs.found).toMatchObject({ type: "customer", name: "Acme", metadata });
    expect(outputs.all).toEqual([outputs.found]);
    const again = await store().upsert("customer", "Acme", { plan: "free" });
    expect(again).toMatchObject({ id: Object(outputs.found).id, metadata: { plan: "free" } });
    expect(await prisma().record.count({ where: { organizationId } })).toBe(1);
  });

  it("are new ones, named by the time, when an upsert names none", async () => {
    const names = await Promise.all(
      Array.from({ length: 5 }, async () => (await store().upsert("log", null, {})).name),
    );
    expect(new Set(names).size).toBe(5);
    for (const name of names) expect(name).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z-\w{6}$/);
  });

  it("keep what each run wrote: made, replaced, merged, and nothing of a write that failed", async () => {
    await store().upsert("customer", "Acme", { plan: "free" });
    await store().upsert("customer", "Acme", { plan: "pro" });
    await store().update("customer", "Acme", { seats: 2 });
    await expect(store().update("customer", "Acme", { big: "x".repeat(70_000) })).rejects.toThrow();
    await store().update("customer", "Nobody", { seats: 2 });
    const changes = await prisma().recordChange.findMany({
      where: { organizationId },
      orderBy: { createdAt: "asc" },
    });
    expect(changes).toMatchObject([
      { ...writer, before: null, after: { plan: "free" } },
      { ...writer, before: { plan: "free" }, after: { plan: "pro" } },
      { ...writer, before: { plan: "pro" }, after: { plan: "pro", seats: 2 } },
    ]);
    const record = await prisma().record.findFirstOrThrow({ where: { organizationId } });
    expect(record.metadata).toEqual({ plan: "pro", seats: 2 });
    await prisma().record.delete({ where: { id: record.id } });
    expect(await prisma().recordChange.count({ where: { organizationId } })).toBe(0);
  });

  it("are made once, and changed by the rest, when many upserts come at once", async () => {
    await Promise.all([1, 2, 3, 4, 5, 6].map((n) => store().upsert("counter", "c", { n })));
    const changes = await prisma().recordChange.findMany({ where: { organizationId } });
    expect(changes.filter(({ before }) => before === null)).toHaveLength(1);
    expect(changes).toHaveLength(6);
  });

  it("are null when read and an error when updated while there is none", async () => {
    const records = store();
    const read = await runSteps([step("a", "get-record", acme)], { who: "Nobody" }, { records });
    expect(read).toMatchObject({ outcome: "succeeded", output: null });
    const update = step("a", "update-record", { ...acme, sourceVariable: "data" });
    const { failure } = await runSteps([update], { who: "Nobody", data: {} }, { records });
    expect(failure?.message).toBe("recordName: There is no such record.");
  });

  it("are those of one environment and organization alone", async () => {
    await store("production").upsert("customer", "Acme", { secret: 1 });
    const test = store("test");
    expect(await test.get("customer", "Acme")).toBeNull();
    expect(await test.list("customer", { limit: 10 })).toEqual([]);
    expect(await test.update("customer", "Acme", {})).toBeNull();
    await test.upsert("customer", "Acme", { own: true });
    const other = await createOrganization("Other");
    const elsewhere = recordStore({ organizationId: other, environment: "production" }, writer);
    expect(await elsewhere.get("customer", "Acme")).toBeNull();
    expect(await elsewhere.update("customer", "Acme", { x: 1 })).toBeNull();
    const kept = await store("production").get("customer", "Acme");
    expect(kept?.metadata).toEqual({ secret: 1 });
  });

  it("lose no field when many updates come at once", async () => {
    await store().upsert("counter", "c", {});
    const fields = Array.from({ length: 20 }, (_, at) => `field${at}`);
    await Promise.all(fields.map((field) => store().update("counter", "c", { [field]: 1 })));
    const found = await store().get("counter", "c");
    expect(Object.keys(found?.metadata ?? {}).sort()).toEqual(fields.sort());
  });

  it("are made once when many upserts come at once", async () => {
    const runs = Array.from({ length: 10 }, (_, n) => store().upsert("once", "x", { n }));
    const made = await Promise.all(runs);
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  it.each([
    ["an empty name", { who: " " }, "recordName: The text is empty."],
    ["a long name", { who: "x".repeat(501) }, "recordName: Use at most 500 characters."],
    ["a NUL in a name", { who: "a\0b" }, /^recordName: /],
    ["a NUL in a value", { data: { a: "\0" } }, "sourceVariable: NUL characters are not allowed."],
    ["broken text", { data: { a: "\ud800" } }, "sourceVariable: Not well-formed Unicode."],
    ["no object", { data: [1] }, "sourceVariable: data is not an object."],
    ["no value", { data: undefined }, "sourceVariable: data is not an object."],
    ["too much", { data: { a: "x".repeat(70_000) } }, /^sourceVariable: Use at most 65536 bytes/],
    ["__proto__", { data: JSON.parse('{"__proto__":{"a":1}}') }, /^sourceVariable: /],
  ])("are told why they cannot be kept: %s", async (_what, input, message) => {
    const up = step("up", "upsert-record", { ...acme, sourceVariable: "data" });
    const whole = { who: "Acme", data: {}, ...input };
    const { failure } = await runSteps([up], whole, { records: store() });
    expect(failure?.message).toMatch(message);
    expect(await prisma().record.count({ where: { organizationId } })).toBe(0);
  });

  it("cannot be found by text that the database does not hold, and wildcards mean themselves", async () => {
    await store().upsert("t", "50%", {});
    expect(await store().list("t", { search: "\0", limit: 5 })).toEqual([]);
    expect(await store().list("t", { search: "_", limit: 5 })).toEqual([]);
    expect(await store().list("t", { search: "%", limit: 5 })).toHaveLength(1);
  });
});

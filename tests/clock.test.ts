import { afterEach, expect, it, vi } from "vitest";
import type { z } from "zod";
import { clock } from "@/lib/core/clock";
import { newId } from "@/lib/core/ids";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { recordStore } from "@/lib/flows/record-store";
import { tryFlow } from "@/lib/services/call/platform-runs";
import { createFlow, updateFlow } from "@/lib/services/flow/writes";
import {
  createPlatformKey,
  revokePlatformKey,
  revokePlatformKeys,
  rotatePlatformKey,
  updatePlatformKey,
} from "@/lib/services/platform-key/writes";
import { createPrompt, updatePrompt } from "@/lib/services/prompt/writes";
import { createRecord, updateRecord } from "@/lib/services/record/writes";
import type { Verb } from "@/lib/services/verb";
import { createKey } from "@/tests/factories/key";
import { createPerson, createSession, endSession } from "@/tests/factories/people";
import { GREETING } from "@/tests/factories/surface";

const HOUR = 3_600_000;

const { principal } = await createPerson();
const { organizationId, userId } = principal;

afterEach(() => vi.useRealTimers());

function perform<I extends z.ZodType, O extends z.ZodType>(verb: Verb<I, O>, input: unknown) {
  return verb.perform({ principal, requestId: newId("request") }, () => input);
}

/** Every kind of act that says when it was. */
async function act(): Promise<void> {
  const record = await perform(createRecord, { type: "customer", name: "Acme" });
  await perform(updateRecord, { id: record.id, name: "Acme Inc" });
  const writer = { executionId: newId("execution"), keyId: null, userId };
  const records = recordStore({ organizationId, environment: "test" }, writer);
  for (const plan of ["free", "team"]) await records.upsert("customer", "Ada", { plan });
  await records.update("customer", "Ada", { seats: 2 });
  const prompt = await perform(createPrompt, { name: "Greet", text: "Hello" });
  await perform(updatePrompt, { id: prompt.id, text: "Good day" });
  const { id } = await perform(createFlow, { name: "Greet", steps: [GREETING] });
  await perform(updateFlow, { id, name: "Greet all" });
  await perform(tryFlow, { id, steps: [GREETING], input: {} });
  const input = { name: "CI", environment: "production", permissions: ["FLOWS:READ"] };
  const { apiKey } = await perform(createPlatformKey, input);
  await perform(updatePlatformKey, { id: apiKey.id, isActive: false });
  await perform(rotatePlatformKey, { id: apiKey.id, graceSeconds: 0 });
  await perform(revokePlatformKey, { id: apiKey.id });
  const other = await createKey({ organizationId });
  await perform(revokePlatformKeys, { keyIds: [other.id] });
  await endSession(await createSession(userId, organizationId));
}

/** Columns with an instant that is still to come, those apart that say when something ends. */
async function columnsAhead(): Promise<string[]> {
  const { rows } = await pool().query<{ table: string; column: string }>(
    `SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'
       AND column_name <> 'expires_at'`,
  );
  const ahead: string[] = [];
  for (const { table, column } of rows) {
    const late = `SELECT 1 FROM ${table} WHERE ${column} > now() + interval '30 minutes' LIMIT 1`;
    if ((await pool().query(late)).rowCount) ahead.push(`${table}.${column}`);
  }
  return ahead;
}

it("stores no instant of the process's clock, which may be an hour ahead", async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + HOUR });
  vi.spyOn(clock, "now").mockImplementation(() => new Date());
  await act();
  expect(await prisma().flowExecution.count({ where: { organizationId } })).toBe(1);
  expect(await columnsAhead()).toEqual([]);
});

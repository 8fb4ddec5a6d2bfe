import { randomBytes } from "node:crypto";
import { expect, it } from "vitest";
import { AppError } from "@/lib/core/errors";
import { pool } from "@/lib/db/pool";
import { inTransaction } from "@/lib/db/prisma";
import { performOnce, Replay } from "@/lib/http/idempotency";
import { createPlatformKey } from "@/lib/services/platform-key/writes";
import { createPrompt } from "@/lib/services/prompt/writes";
import type { Verb } from "@/lib/services/verb";
import { createPerson } from "@/tests/factories/people";

const { principal } = await createPerson();
const caller = { principal, requestId: "req_1" };

/** A verb whose transaction fails after its answer was kept, once for each code. */
function failing(...codes: string[]): Verb {
  return {
    kind: "write",
    contract: createPrompt.contract,
    perform: async ({ named }, read) => {
      await named?.claim(await read(), principal);
      return inTransaction(async (db) => {
        await named?.keep("done", principal, db);
        const code = codes.shift();
        if (code) await db.$executeRawUnsafe(`DO $$ BEGIN RAISE SQLSTATE '${code}'; END $$`);
        return "done";
      });
    },
  };
}

it("frees a name whose change was not committed, and keeps it when another try was", async () => {
  const perform = (verb: Verb) => performOnce(verb, caller, "not-committed", () => ({}));
  await expect(perform(failing("23514"))).rejects.not.toThrow(Replay);
  await expect(perform(failing("40P01"))).resolves.toBe("done");
  await expect(perform(failing())).rejects.toThrow(Replay);
});

it("never repeats a request whose run had begun to have effects, whatever became of it", async () => {
  const { contract } = createPrompt;
  const broken = (executionId?: string): Verb => ({
    kind: "act",
    contract,
    perform: async ({ named }, read) => {
      await named?.claim(await read(), principal);
      if (executionId) await named?.begin(executionId);
      throw new AppError("unavailable", "The server is stopping. Try again.");
    },
  });
  const perform = (verb: Verb) => performOnce(verb, caller, "begun", () => ({}));
  for (const verb of [broken(), broken(), broken("exec_begun")]) {
    await expect(perform(verb)).rejects.toMatchObject({ code: "unavailable" });
  }
  const details = "Run exec_begun of this request was interrupted, and is not repeated";
  await expect(perform(broken())).rejects.toMatchObject({ code: "conflict", details });
});

it("lets a run have no effects once another process has taken its request", async () => {
  const { contract } = createPrompt;
  const late: Verb = {
    kind: "act",
    contract,
    perform: async ({ named }, read) => {
      await named?.claim(await read(), principal);
      await pool().query(
        "UPDATE idempotency_keys SET created_at = now() - interval '1 hour' WHERE name = 'late'",
      );
      await named?.begin("exec_late");
    },
  };
  await expect(performOnce(late, caller, "late", () => ({}))).rejects.toMatchObject({
    message: "Another process has taken over this request. Try again.",
  });
});

it("shows a secret no more once a request with it was decided, before that is in usage", async () => {
  const input = { name: "used at once", permissions: ["FLOWS:READ"] };
  const name = randomBytes(16).toString("hex");
  const create = () => performOnce(createPlatformKey, caller, name, () => input);
  const { apiKey } = await create();
  await expect(create()).rejects.toThrow(Replay);
  await pool().query(
    `INSERT INTO usage_journal (instance, batch, decided_at, requests, verdicts)
     SELECT 'dead', 1, now(), '[]', jsonb_build_array(jsonb_build_array(1, id))
     FROM api_secrets WHERE key_id = $1`,
    [apiKey.id],
  );
  await expect(create()).rejects.toMatchObject({ code: "conflict" });
});

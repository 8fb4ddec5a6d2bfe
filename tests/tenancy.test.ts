import { describe, expect, it } from "vitest";
import type { Contract } from "@/lib/contracts/contract";
import { notFoundExample } from "@/lib/contracts/openapi/error-examples";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import { PERMISSIONS } from "@/lib/policy/permissions";
import { makeFlow, makePrompt, makeRecord } from "./factories/content";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { comparable, send } from "./support/api";
import { type Bound, EVERY_ROUTE, exampleInput, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { everyVerb } from "./support/verbs";

const ours = await createPerson({ role: "owner" });
const theirs = await createOrganization("Globex");
const facts = { organizationId: theirs };
const flowVersion = await prisma().flowVersion.create({
  data: {
    id: newId("flowVersion"),
    organizationId: theirs,
    flowId: (await makeFlow(facts)).id,
    versionNumber: 1,
    steps: [],
  },
});

/** What another organization has, by the collection of a path or the field of an input. */
const THEIRS: Record<string, { id: string; random: string } | undefined> = {
  "api-keys": { id: (await createKey(facts)).id, random: newId("key") },
  flows: { id: (await makeFlow(facts)).id, random: newId("flow") },
  records: { id: (await makeRecord(facts)).id, random: newId("record") },
  prompts: { id: (await makePrompt(facts)).id, random: newId("prompt") },
  keyId: { id: (await createKey(facts)).id, random: newId("key") },
  versionId: { id: flowVersion.id, random: newId("flowVersion") },
};

const verbs = (await everyVerb()).map(({ verb }) => verb);
const session = { Authorization: `Bearer ${ours.token}` };
const { headers: key } = await createKey({ organizationId: ours.principal.organizationId });

/** Every caller of ours whom the route lets in. */
function callers({ need }: Bound): Record<string, string>[] {
  const forKeys = typeof need !== "object" || PERMISSIONS[need.permission].delegable;
  return forKeys ? [session, key] : [session];
}

/** Fields of an input that name something, beside the id of the path. */
function idFields({ input }: Bound): string[] {
  const shape = "shape" in input && input.shape ? input.shape : {};
  return Object.keys(shape).filter((name) => /[a-z]Id$/.test(name));
}

async function askedFor(contract: Bound, field: string, id: string) {
  const answers = callers(contract).map((headers) =>
    send(requestOf(contract, { ...exampleInput(contract), [field]: id }, headers)),
  );
  return (await Promise.all(answers)).map((answer) => withoutTheCounters(comparable(answer)));
}

function withoutTheCounters(answer: ReturnType<typeof comparable>) {
  const kept = Object.entries(answer.headers).filter(([name]) => !name.includes("ratelimit"));
  const body = JSON.stringify(answer.body).replaceAll(/"timestamp":"[^"]*"/g, '"timestamp":""');
  return { ...answer, headers: Object.fromEntries(kept), body: JSON.parse(body) };
}

/** The field of an input that names something. */
function idOf(contract: Contract): string | undefined {
  const shape = "shape" in contract.input && contract.input.shape ? contract.input.shape : {};
  return Object.keys(shape).find((name) => name === "id" || /[a-z]Id$/.test(name));
}

const COLLECTIONS: Record<string, string> = {
  platformKey: "api-keys",
  flow: "flows",
  record: "records",
  prompt: "prompts",
};

const WITH_ID = EVERY_ROUTE.filter(([, { http }]) => http.path.includes("{id}"));
const WITH_FIELDS = EVERY_ROUTE.flatMap(([title, contract]) =>
  idFields(contract).map((field) => [`${title} with ${field}`, contract, field] as const),
);

describe("an id of another organization", () => {
  it.each(WITH_ID)("answers exactly as a random id: %s", async (_title, contract) => {
    const target = THEIRS[contract.http.path.split("/")[2] ?? ""];
    expect(target, "add the collection of this path to THEIRS").toBeDefined();
    const before = await databaseState();
    const foreign = await askedFor(contract, "id", target?.id ?? "");
    const random = await askedFor(contract, "id", target?.random ?? "");
    expect(foreign).toEqual(random);
    const described = notFoundExample(contract.http.tag).value;
    for (const { status, body } of foreign) {
      expect({ status, body }).toEqual({ status: 404, body: described });
    }
    expect(await databaseState()).toEqual(before);
  });

  it.each(WITH_FIELDS)("answers exactly as a random id: %s", async (_title, contract, field) => {
    const target = THEIRS[field];
    expect(target, "add this field to THEIRS").toBeDefined();
    const own = { id: (await makeFlow({ organizationId: ours.principal.organizationId })).id };
    const input = { ...exampleInput(contract), ...("id" in exampleInput(contract) && own) };
    const before = await databaseState();
    for (const headers of callers(contract)) {
      const [foreign, random] = await Promise.all(
        [target?.id, target?.random].map(async (id) =>
          withoutTheCounters(
            comparable(await send(requestOf(contract, { ...input, [field]: id }, headers))),
          ),
        ),
      );
      expect(foreign).toEqual(random);
    }
    expect(await databaseState()).toEqual(before);
  });

  it("is in no list", async () => {
    for (const [, contract] of EVERY_ROUTE.filter(([title]) => /^GET [^{]*$/.test(title))) {
      for (const headers of callers(contract)) {
        const answer = await send(requestOf(contract, {}, headers));
        expect(answer.status).toBe(200);
        const text = JSON.stringify(answer.body);
        for (const target of Object.values(THEIRS)) expect(text).not.toContain(target?.id);
        expect(text).not.toContain(theirs);
      }
    }
  });
});

describe("an id of one's own", () => {
  it.each(WITH_ID)("is answered: %s", async (_title, contract) => {
    const own = { organizationId: ours.principal.organizationId };
    const made: Record<string, (facts: typeof own) => Promise<{ id: string }>> = {
      "api-keys": createKey,
      flows: makeFlow,
      records: makeRecord,
      prompts: makePrompt,
    };
    const { id } = (await made[contract.http.path.split("/")[2] ?? ""]?.(own)) ?? {};
    const input = { ...exampleInput(contract), id };
    expect(await send(requestOf(contract, input, session))).toMatchObject({
      status: contract.http.status,
    });
  });
});

describe("verbs behind screens", () => {
  const routed = new Set(EVERY_ROUTE.map(([, { name }]) => name));
  const behindScreens = verbs
    .filter(({ contract }) => !routed.has(contract.name) && idOf(contract) !== undefined)
    .map((verb) => [verb.contract.name, verb] as const);

  it.each(behindScreens)("know no id of another organization: %s", async (name, verb) => {
    const field = idOf(verb.contract) ?? "";
    const target = THEIRS[field === "id" ? (COLLECTIONS[name.split(".")[0] ?? ""] ?? "") : field];
    expect(target, "add what this verb acts on to THEIRS").toBeDefined();
    const before = await databaseState();
    const perform = (id?: string) =>
      verb
        .perform({ principal: ours.principal, requestId: newId("request") }, () => ({
          [field]: id,
        }))
        .catch((error: AppError) => ({ code: error.code, details: error.details }));
    const foreign = await perform(target?.id);
    expect(foreign).toEqual(await perform(target?.random));
    expect(foreign).toMatchObject({ code: "not_found" });
    expect(await databaseState()).toEqual(before);
  });
});

describe("an id that is none", () => {
  const NONE = ["x", "key_", newId("user"), "x".repeat(10_000), "%00", "..%2f", "💥", "' OR 1=1--"];

  it.each(WITH_ID)("is never found and never an error of ours: %s", async (_title, contract) => {
    const before = await databaseState();
    for (const id of NONE) {
      const headers = session;
      const { status } = await send(
        requestOf(contract, { ...exampleInput(contract), id }, headers),
      );
      expect([400, 404], id.slice(0, 20)).toContain(status);
    }
    expect(await databaseState()).toEqual(before);
  });
});

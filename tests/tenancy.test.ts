import { describe, expect, it } from "vitest";
import type { Contract } from "@/lib/contracts/contract";
import { notFoundExample } from "@/lib/contracts/openapi/error-examples";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { PERMISSIONS } from "@/lib/policy/permissions";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { comparable, send } from "./support/api";
import {
  fieldsOf,
  idsFrom,
  makeBelongings,
  naming,
  namingFields,
  randomLike,
  wordFor,
} from "./support/belongings";
import { type Bound, EVERY_ROUTE, exampleInput, requestOf } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { everyVerb } from "./support/verbs";

const ours = await createPerson({ role: "owner" });
const theirs = await createOrganization("Globex");
const THEIRS = await makeBelongings(theirs);
const OURS = await makeBelongings(ours.principal.organizationId);

const verbs = (await everyVerb()).map(({ verb }) => verb);
const session = { Authorization: `Bearer ${ours.token}` };
const { headers: key } = await createKey({ organizationId: ours.principal.organizationId });

/** Every caller of ours whom the route lets in. */
function callers({ need }: Bound): Record<string, string>[] {
  const delegable = typeof need !== "object" || PERMISSIONS[need.permission].delegable;
  const forKeys = need !== "person" && delegable;
  return forKeys ? [session, key] : [session];
}

/** Fields of a path that name something: a month is nobody's. */
function inPath({ http }: Bound): string[] {
  return [...http.path.matchAll(/\{(\w+)\}/g)]
    .map(([, field]) => field ?? "")
    .filter((field) => field !== "month");
}

/** A customer that was just made has no other. */
const thisMonth = ({ http }: Bound) =>
  http.path.includes("{month}") ? { month: new Date().toISOString().slice(0, 7) } : {};

/** A valid input of a route that acts on what is ours. */
function ourInput(contract: Bound) {
  return { ...exampleInput(contract), ...idsFrom(OURS, contract, inPath(contract)) };
}

async function askedFor(contract: Bound, field: string, id: string) {
  const answers = callers(contract).map((headers) =>
    send(requestOf(contract, { ...ourInput(contract), [field]: id }, headers)),
  );
  return (await Promise.all(answers)).map((answer) => withoutTheCounters(comparable(answer)));
}

function withoutTheCounters(answer: ReturnType<typeof comparable>) {
  const kept = Object.entries(answer.headers).filter(([name]) => !name.includes("ratelimit"));
  const body = JSON.stringify(answer.body).replaceAll(/"timestamp":"[^"]*"/g, '"timestamp":""');
  return { ...answer, headers: Object.fromEntries(kept), body: JSON.parse(body) };
}

/** What a field of an input names, of another organization and of nobody. */
function strange(contract: Contract, field: string): { id: string; random: string } {
  const id = THEIRS[wordFor(contract, field) ?? ""];
  if (id === undefined) throw new Error(`Add what ${field} names to the belongings`);
  return { id, random: randomLike(id) };
}

const IN_PATH = EVERY_ROUTE.flatMap(([title, contract]) =>
  inPath(contract).map((field) => [`${title} with ${field}`, contract, field] as const),
);
const IN_FIELDS = EVERY_ROUTE.flatMap(([title, contract]) =>
  namingFields(contract)
    .filter((field) => !inPath(contract).includes(field))
    .map((field) => [`${title} with ${field}`, contract, field] as const),
);

describe("an id of another organization", () => {
  it.each(IN_PATH)("answers exactly as a random id: %s", async (_title, contract, field) => {
    const { id, random } = strange(contract, field);
    const before = await databaseState();
    const foreign = await askedFor(contract, field, id);
    expect(foreign).toEqual(await askedFor(contract, field, random));
    const described = notFoundExample(contract.http).value;
    for (const { status, body } of foreign) {
      expect({ status, body }).toEqual({ status: 404, body: described });
    }
    expect(await databaseState()).toEqual(before);
  });

  it.each(IN_FIELDS)("answers exactly as a random id: %s", async (_title, contract, field) => {
    const { id, random } = strange(contract, field);
    const before = await databaseState();
    const foreign = await askedFor(contract, field, id);
    expect(foreign).toEqual(await askedFor(contract, field, random));
    expect(await databaseState()).toEqual(before);
  });

  it("is in no list", async () => {
    const lists = EVERY_ROUTE.filter(
      ([title, contract]) => /^GET [^{]*$/.test(title) || fieldsOf(contract).includes("cursor"),
    );
    for (const [, contract] of lists) {
      for (const headers of callers(contract)) {
        const input = idsFrom(OURS, contract, inPath(contract));
        const answer = await send(requestOf(contract, input, headers));
        expect(answer.status).toBe(200);
        const text = JSON.stringify(answer.body);
        for (const id of Object.values(THEIRS)) expect(text).not.toContain(id);
        expect(text).not.toContain(theirs);
      }
    }
  });
});

describe("an id of one's own", () => {
  const withId = EVERY_ROUTE.filter(([, contract]) => inPath(contract).length > 0);

  it.each(withId)("is answered: %s", async (_title, contract) => {
    const fresh = await makeBelongings(ours.principal.organizationId);
    const named = namingFields(contract).filter(
      (field) => inPath(contract).includes(field) || needing(contract).includes(field),
    );
    const ids = { ...idsFrom(fresh, contract, named), ...thisMonth(contract) };
    const input = { ...exampleInput(contract), ...ids };
    expect(await send(requestOf(contract, input, session))).toMatchObject({
      status: contract.http.status,
    });
  });
});

/** Fields of an input that name what a verb acts on; what filters a list is left out. */
function needing(contract: Contract): string[] {
  const shape = "shape" in contract.input ? contract.input.shape : {};
  const fields = Object.entries(shape ?? {});
  const needed = fields.filter(([, field]) => !field.safeParse(undefined).success);
  return namingFields(contract).filter((name) => needed.some(([field]) => field === name));
}

describe("verbs behind screens", () => {
  const routed = new Set(EVERY_ROUTE.map(([, { name }]) => name));
  const behindScreens = verbs
    .filter(({ contract }) => !routed.has(contract.name))
    .flatMap((verb) =>
      needing(verb.contract).map(
        (field) => [`${verb.contract.name} with ${field}`, verb, field] as const,
      ),
    );
  /** What verbs need beside ids. */
  const needed: Record<string, object> = {
    "customer.merge": { customerIds: [newId("customer")] },
    "flow.try": { steps: [] },
    "platformKey.updateMany": { isActive: false },
    "surfaceKey.updateMany": { isActive: false },
  };

  it.each(behindScreens)("know no id of another organization: %s", async (_title, verb, field) => {
    const { contract } = verb;
    const { id, random } = strange(contract, field);
    const own = { ...needed[contract.name], ...idsFrom(OURS, contract, needing(contract)) };
    const before = await databaseState();
    const perform = (asked: string) =>
      verb
        .perform({ principal: ours.principal, requestId: newId("request") }, () => ({
          ...own,
          [field]: naming(field, asked),
        }))
        .catch((error: AppError) => ({ code: error.code, details: error.details }));
    const foreign = await perform(id);
    expect(foreign).toEqual(await perform(random));
    expect(foreign).toMatchObject({ code: "not_found" });
    expect(await databaseState()).toEqual(before);
  });
});

describe("an id that is none", () => {
  const NONE = ["x", "key_", newId("user"), "x".repeat(10_000), "%00", "..%2f", "💥", "' OR 1=1--"];

  it.each(IN_PATH)("is never found and never an error of ours: %s", async (_t, contract, field) => {
    const before = await databaseState();
    for (const id of NONE) {
      const input = { ...ourInput(contract), [field]: id };
      const { status } = await send(requestOf(contract, input, session));
      expect([400, 404], id.slice(0, 20)).toContain(status);
    }
    expect(await databaseState()).toEqual(before);
  });
});

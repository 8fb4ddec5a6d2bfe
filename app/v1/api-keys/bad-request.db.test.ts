import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import type { Handler } from "@/lib/http/door";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { changingNothing } from "@/tests/support/key-tables";
import { POST as regenerate } from "./[id]/regenerate/route";
import { POST as rotate } from "./[id]/rotate/route";
import { DELETE, GET, PUT } from "./[id]/route";
import { POST } from "./route";

let owner: Person;
let key: CreatedKey;
let foreign: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  key = await createKey({ organizationId: owner.principal.organizationId });
  foreign = await createKey({ organizationId: (await createPerson()).principal.organizationId });
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const create = (body: unknown) => callRoute(POST, "POST", { headers: headers(), body });
const update = (body: unknown, id = key.id) =>
  callRoute(PUT, "PUT", { headers: headers(), params: { id }, body });

async function refused(request: () => ReturnType<typeof create>, body: unknown) {
  const answer = await changingNothing(request);
  expect(answer.status).toBe(400);
  expect(answer.body).toEqual(body);
}

/** Sees that creating with a field and changing it are refused alike, and change nothing. */
async function refusedBoth(field: Record<string, unknown>, body: unknown) {
  await refused(() => create({ name: "Never", ...field }), body);
  await refused(() => update(field), body);
}

const badBody = (details: string) => ({ error: "Bad Request", details, issues: [] });

describe("an allowed address", () => {
  const FORM = "Not an IPv4 or IPv6 address or CIDR range.";

  it.each([
    ["::ffff:10.0.0.1", "Write it as IPv4: 10.0.0.1."],
    ["::ffff:10.0.0.0/104", "Write it as IPv4: 10.0.0.0."],
    ["10.0.0.0/33", FORM],
    ["10.0.0.0/-1", FORM],
    ["10.0.0.0/", FORM],
    ["10.0.0.5/8", "Write it as 10.0.0.0/8."],
    ["2001:db8::1/32", "Write it as 2001:db8::/32."],
    ["2001:db8::/129", FORM],
    ["2001:0db8:0:0::1", "Write it as 2001:db8::1."],
    ["10.0.0.1 ", FORM],
    ["10.0.0.1,10.0.0.2", FORM],
    ["10.0.0.256", FORM],
    ["localhost", FORM],
    ["*", FORM],
    ["", FORM],
    ["1".repeat(65), "Use at most 64 characters."],
  ])("of %j is refused", async (address, message) => {
    await refusedBoth({ allowedIps: [address] }, badFields(["allowedIps.0", message]));
  });

  it.each(["2130706433", "0x7f.1", "127.1", "010.0.0.1", "10.0.0.1/08"])(
    "in the odd spelling %s is refused",
    async (address) => {
      await refusedBoth({ allowedIps: [address] }, badFields(["allowedIps.0", expect.any(String)]));
    },
  );

  it.each<[string, unknown, string, string]>([
    [
      "101 of them",
      Array.from({ length: 101 }, (_, at) => `10.0.0.${at}`),
      "allowedIps",
      "Give at most 100 addresses.",
    ],
    ["one twice", ["::1", "::1"], "allowedIps.1", "::1 is given twice."],
    ["one text", "10.0.0.1", "allowedIps", "Invalid input: expected array, received string"],
    ["null", null, "allowedIps", "Invalid input: expected array, received null"],
    ["a number", [1], "allowedIps.0", "Invalid input: expected string, received number"],
  ])("as %s is refused", async (_what, allowedIps, path, message) => {
    await refusedBoth({ allowedIps }, badFields([path, message]));
  });
});

describe("a field", () => {
  it.each(["revokedAt", "disabledAt", "keyPrefix", "environment"])(
    "%s that is shown and cannot be changed is refused where it is another",
    async (name) => {
      const message = "This cannot be changed here. Leave it out, or send it unchanged.";
      await refused(() => update({ [name]: "x" }), badFields([name, message]));
    },
  );

  it.each([
    "organizationId",
    "role",
    "hash",
    "kind",
    "createdById",
    "plainKey",
    "limitPerMinute",
    "constructor",
    "prototype",
    "toString",
  ])("%s that the input does not know is refused", async (name) => {
    await refusedBoth({ [name]: "x" }, badFields(["", `Unrecognized key: "${name}"`]));
  });

  it("__proto__ is refused wherever it stands", async () => {
    const message = "Given more than once, or not allowed here.";
    const body = '{"name":"Never","__proto__":{"isActive":false}}';
    await refused(() => create(body), badFields(["__proto__", message]));
    await refused(() => update(body), badFields(["__proto__", message]));
    const nested = '{"name":"Never","permissions":{"__proto__":["*"]}}';
    const inner = badFields(["permissions.__proto__", "This field name is not allowed."]);
    await refused(() => create(nested), inner);
  });

  it("that only a change or only a creation knows is refused in the other", async () => {
    for (const field of [{ isActive: false }, { revision: 1 }, { id: newId("key") }]) {
      const [name] = Object.keys(field);
      await refused(
        () => create({ name: "Never", ...field }),
        badFields(["", `Unrecognized key: "${name}"`]),
      );
    }
  });

  it.each([
    ["an unknown environment", "staging"],
    ["an environment in upper case", "TEST"],
    ["null for an environment", null],
  ])("%s is refused", async (_what, environment) => {
    await refused(
      () => create({ name: "Never", environment }),
      badFields(["environment", expect.stringContaining('"test"|"production"')]),
    );
  });

  it.each([
    ["a text", "false"],
    ["a number", 0],
    ["null", null],
  ])("isActive as %s is refused", async (_what, isActive) => {
    await refused(() => update({ isActive }), badFields(["isActive", expect.any(String)]));
  });

  it("given in the path and in the body as another is refused", async () => {
    const message = "This cannot be changed here. Leave it out, or send it unchanged.";
    await refused(() => update({ id: foreign.id }), badFields(["id", message]));
  });

  it("that is wrong is told beside every other that is", async () => {
    await refused(() => update({ name: "", permissions: [], rateLimitPerHour: 0, revision: 0 }), {
      ...badFields(),
      issues: expect.arrayContaining(
        ["name", "permissions", "rateLimitPerHour", "revision"].map((path) => ({
          path,
          message: expect.any(String),
        })),
      ),
    });
  });
});

describe("a body", () => {
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;

  it.each([
    ["broken JSON", '{"name":', "The body is not valid JSON."],
    ["JSON with a comment", '{"name":"a"/**/}', "The body is not valid JSON."],
    ["a word", "name", "The body is not valid JSON."],
    ["a list", '[{"name":"a"}]', "The body must be a JSON object."],
    ["a text", '"name"', "The body must be a JSON object."],
    ["null", "null", "The body must be a JSON object."],
    ["JSON of 65 levels", deep(65), "The body is nested deeper than 64 levels."],
    ["JSON of 100,000 levels", deep(100_000), "The body is nested deeper than 64 levels."],
    ["lists within lists", "[".repeat(400_000), "The body is nested deeper than 64 levels."],
    ["20,001 values", `[${"1,".repeat(20_000)}1]`, "The body has more than 20000 values."],
  ])("that is %s is refused", async (_what, body, details) => {
    await refused(() => create(body), badBody(details));
    await refused(() => update(body), badBody(details));
  });

  it("that is missing is refused for a new key, and changes nothing of one that is", async () => {
    const message = "Invalid input: expected string, received undefined";
    await refused(() => create(undefined), badFields(["name", message]));
    expect((await update(undefined)).status).toBe(200);
  });
});

describe("an id", () => {
  const ACTS: [string, Handler, string, unknown][] = [
    ["get", GET, "GET", undefined],
    ["update", PUT, "PUT", { name: "Stolen" }],
    ["revoke", DELETE, "DELETE", undefined],
    ["rotate", rotate, "POST", {}],
    ["regenerate", regenerate, "POST", {}],
  ];

  it.each(ACTS)(
    "that is not of a key here is not found: %s",
    async (_name, handler, method, body) => {
      const strangers = [
        foreign.id,
        newId("key"),
        newId("flow"),
        foreign.secretId,
        key.secretId,
        owner.principal.organizationId,
        key.id.toUpperCase(),
        `${key.id} `,
        "k".repeat(10_000),
        "__proto__",
        "' OR true --",
        "../../me",
        "🗝",
      ];
      for (const id of strangers) {
        const asked = { headers: headers(), params: { id }, body };
        const answer = await changingNothing(() => callRoute(handler, method, asked));
        expect(answer.status).toBe(404);
        expect(answer.body).toEqual({ error: "Not Found", details: "API key not found" });
      }
    },
  );

  it.each(ACTS)("that cannot be stored is refused: %s", async (_name, handler, method, body) => {
    const asked = { headers: headers(), params: { id: `${key.id}\0` }, body };
    await refused(
      () => callRoute(handler, method, asked),
      badFields(["id", "NUL characters are not allowed."]),
    );
  });
});

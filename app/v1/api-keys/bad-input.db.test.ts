import { beforeAll, describe, expect, it } from "vitest";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { changingNothing } from "@/tests/support/key-tables";
import { PUT } from "./[id]/route";
import { POST } from "./route";

let owner: Person;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  key = await createKey({ organizationId: owner.principal.organizationId });
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const create = (body: unknown) => callRoute(POST, "POST", { headers: headers(), body });
const update = (body: unknown) =>
  callRoute(PUT, "PUT", { headers: headers(), params: { id: key.id }, body });

/** Sees that creating with a field and changing it are refused alike, and change nothing. */
async function refusedBoth(field: Record<string, unknown>, body: unknown) {
  const answers = [
    await changingNothing(() => create({ name: "Never", ...field })),
    await changingNothing(() => update(field)),
  ];
  for (const answer of answers) {
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(body);
  }
}

const moment = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
const year = new Date().getUTCFullYear();

describe("a name", () => {
  const EMPTY = "Enter a name.";
  const LONG = "Use at most 255 characters.";
  const LINE = "Line breaks and control characters are not allowed.";
  const NOT_TEXT = expect.stringMatching(/^Invalid input: expected string, received/);

  it.each<[string, unknown, string]>([
    ["is empty", "", EMPTY],
    ["is made of spaces", " \t ", EMPTY],
    ["has 256 characters", "n".repeat(256), LONG],
    ["has 256 emoji", "🗝".repeat(256), LONG],
    ["has 100,000 characters", "n".repeat(100_000), LONG],
    ["has CR and LF", "a\r\nSet-Cookie: x", LINE],
    ["has a line feed", "a\nb", LINE],
    ["has a tab", "a\tb", LINE],
    ["has a line separator", "a\u2028b", LINE],
    ["has an escape", "a\u001b[31mb", LINE],
    ["has DEL", "a\u007fb", LINE],
    ["overrides the direction of text", "a\u202egnp.exe", LINE],
    ["embeds another direction", "a\u202ab\u202c", LINE],
    ["isolates a direction", "a\u2066b\u2069", LINE],
    ["cannot be seen", "\u200b\u200d", EMPTY],
    ["is filled with nothing", "\u3164\u115f\u034f\ufe0f\u2800", EMPTY],
    ["has NUL", "a\0b", "NUL characters are not allowed."],
    ["has half a surrogate", "a\ud83d", "Not well-formed Unicode."],
    ["is a number", 5, NOT_TEXT],
    ["is null", null, NOT_TEXT],
    ["is a list", ["a"], NOT_TEXT],
    ["is an object", { toString: "a" }, NOT_TEXT],
  ])("that %s is refused", async (_what, name, message) => {
    await refusedBoth({ name }, badFields(["name", message]));
  });

  it("that holds a key is refused, and the key is not said back", async () => {
    const message = "This holds an API key. Keys are never kept as text.";
    await refusedBoth({ name: `old: ${key.plaintext} (leaked)` }, badFields(["name", message]));
  });

  it.each(["n", "_"])("of a megabyte is refused: %s", async (letter) => {
    expect((await create({ name: letter.repeat(900_000) })).status).toBe(400);
  });

  it("is needed to create a key", async () => {
    const answer = await changingNothing(() => create({}));
    expect(answer.body).toEqual(badFields(["name", NOT_TEXT]));
  });
});

describe("permissions", () => {
  const unknown = (scope: string) => `${scope} is not a permission that a key can hold.`;
  const MANY = "Choose at most 100 permissions.";

  it.each<[string, unknown, string, string]>([
    ["none at all", [], "permissions", "Choose at least one permission."],
    ["unknown", ["FLOWS:READ", "FLOWS:DELETE"], "permissions.1", unknown("FLOWS:DELETE")],
    ["in lower case", ["flows:read"], "permissions.0", unknown("flows:read")],
    ["empty", [""], "permissions.0", unknown("")],
    ["with a space", ["FLOWS:READ "], "permissions.0", unknown("FLOWS:READ ")],
    ["all in one text", ["FLOWS:READ,FLOWS:WRITE"], "permissions.0", expect.any(String)],
    ["of a resource alone", ["FLOWS"], "permissions.0", unknown("FLOWS")],
    ["of every resource", ["*:READ"], "permissions.0", unknown("*:READ")],
    ["of a prototype", ["constructor"], "permissions.0", unknown("constructor")],
    ["of __proto__", ["__proto__"], "permissions.0", unknown("__proto__")],
    ["that no key can hold", ["API_KEYS:WRITE"], "permissions.0", unknown("API_KEYS:WRITE")],
    ["of all keys", ["API_KEYS:*"], "permissions.0", unknown("API_KEYS:*")],
    ["given twice", ["*", "*"], "permissions.1", "* is given twice."],
    ["of 65 characters", ["F".repeat(65)], "permissions.0", expect.any(String)],
    ["that are numbers", [1], "permissions.0", expect.any(String)],
    ["in a list within", [["*"]], "permissions.0", expect.any(String)],
    ["as one text", "FLOWS:READ", "permissions", expect.any(String)],
    ["null", null, "permissions", expect.any(String)],
    ["10,000 alike", Array(10_000).fill("FLOWS:READ"), "permissions", MANY],
    ["10,000 unknown", Array.from({ length: 10_000 }, (_, at) => `A:${at}`), "permissions", MANY],
  ])("that are %s are refused", async (_what, permissions, path, message) => {
    await refusedBoth({ permissions }, badFields([path, message]));
  });

  it("are each told what is wrong with them", async () => {
    const answer = await create({ name: "Never", permissions: ["A:B", "FLOWS:*", "A:C"] });
    expect(answer.body).toEqual(
      badFields(["permissions.0", unknown("A:B")], ["permissions.2", unknown("A:C")]),
    );
  });
});

describe("an expiry", () => {
  const PAST = "The expiration date is in the past.";
  const FAR = "Choose a date within 10 years, or no expiration.";
  const FORM = "Not a date and time as 2026-01-31T00:00:00Z.";

  it.each([
    ["a second ago", moment(-1_000), PAST],
    ["a second ago with an offset", moment(-1_000).replace("Z", "+00:00"), PAST],
    ["in 1970", "1970-01-01T00:00:00Z", PAST],
    ["in the year 0", "0000-01-01T00:00:00Z", PAST],
    ["in the year 9999", "9999-12-31T23:59:59Z", FAR],
    ["in eleven years", `${year + 11}-01-01T00:00:00+00:00`, FAR],
    ["a day alone", `${year + 1}-01-31`, FORM],
    ["a past day alone", "2020-01-31", FORM],
    ["without a zone", `${year + 1}-01-31T00:00:00`, FORM],
    ["the 30th of February", `${year + 1}-02-30T00:00:00Z`, FORM],
    ["in month 13", `${year + 1}-13-01T00:00:00Z`, FORM],
    ["at 25 o'clock", `${year + 1}-01-01T25:00:00Z`, FORM],
    ["with an offset of 99 hours", `${year + 1}-01-01T00:00:00+99:00`, FORM],
    ["in the year 10000", "+010000-01-01T00:00:00Z", FORM],
    ["a word", "tomorrow", FORM],
    ["empty", "", FORM],
    ["a number", 1_900_000_000, FORM],
    ["true", true, FORM],
  ])("that is %s is refused", async (_what, expiresAt, message) => {
    await refusedBoth({ expiresAt }, badFields(["expiresAt", message]));
  });
});

describe("a limit", () => {
  const WHOLE = "Enter a whole number.";
  const LEAST = "Allow at least 1 request.";
  const TOO_HIGH = "Allow at most 2147483647 requests.";

  it.each<[string, unknown, string]>([
    ["of 0", 0, LEAST],
    ["below 0", -1, LEAST],
    ["of 1.5", 1.5, WHOLE],
    ["of 2 ** 53", 2 ** 53, WHOLE],
    ["of 2 ** 31", 2 ** 31, TOO_HIGH],
    ["without end", 1e308, WHOLE],
    ["in a text", "100", WHOLE],
    ["of null", null, WHOLE],
    ["of true", true, WHOLE],
  ])("%s is refused", async (_what, value, message) => {
    for (const field of ["rateLimitPerHour", "rateLimitPerDay"]) {
      await refusedBoth({ [field]: value }, badFields([field, message]));
    }
  });

  it.each([
    ["rateLimitPerHour", 100_001, "Allow at most 100000 requests per hour."],
    ["rateLimitPerDay", 1_000_001, "Allow at most 1000000 requests per day."],
  ])("%s of %i is above the operator's maximum", async (path, value, message) => {
    await refusedBoth(
      { [path]: value },
      { error: "Bad Request", details: `${path}: ${message}`, issues: [{ path, message }] },
    );
  });
});

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import { type CreatedKey, createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { badFields, callRoute } from "@/tests/support/call-route";
import { addingOneEntry, changingNothing } from "@/tests/support/key-tables";
import { viewOfKey } from "@/tests/support/key-view";
import { GET as getMe } from "../../../me/route";
import { POST as rotate } from "../rotate/route";
import { POST, PUT } from "./route";

let owner: Person;
let organizationId: string;
let key: CreatedKey;

beforeAll(async () => {
  owner = await createPerson();
  organizationId = owner.principal.organizationId;
});

beforeEach(async () => {
  key = await createKey({ organizationId });
});

const headers = () => ({ Authorization: `Bearer ${owner.token}` });
const regenerate = (body?: unknown, id = key.id) =>
  callRoute(POST, "POST", { headers: headers(), params: { id }, body });
const me = (plainKey: string) =>
  callRoute(getMe, "GET", { headers: { Authorization: `Bearer ${plainKey}` } });
const plainKeyOf = ({ body }: { body: unknown }): string => Object(body).plainKey;

describe("POST 200", () => {
  it.each([
    ["nothing", undefined],
    ["an empty object", {}],
  ])("ends the old value before it answers, when sent %s", async (_what, body) => {
    const { answer, entry } = await addingOneEntry(() => regenerate(body));
    const plainKey = plainKeyOf(answer);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      apiKey: viewOfKey({ plainKey, id: key.id, revision: 2 }),
      plainKey,
      warning: "Copy this key now. It will not be shown again.",
    });
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect((await me(key.plaintext)).status).toBe(401);
    expect((await me(plainKey)).body).toMatchObject({ id: key.id });
    expect(entry).toMatchObject({
      action: "platformKey.regenerate",
      targetId: key.id,
      metadata: { name: "Test key", graceSeconds: 0 },
    });
  });

  it("ends a secret that retires together with the one that is current", async () => {
    const asked = { headers: headers(), params: { id: key.id }, body: {} };
    const current = plainKeyOf(await callRoute(rotate, "POST", asked));
    const renewed = plainKeyOf(await regenerate());
    const answers = await Promise.all([key.plaintext, current, renewed].map(me));
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 200]);
  });

  it("takes a grace when one is given", async () => {
    const renewed = plainKeyOf(await regenerate({ graceSeconds: 900 }));
    const answers = await Promise.all([key.plaintext, renewed].map(me));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
  });

  it("leaves a disabled key disabled and an expired one expired", async () => {
    const past = new Date(Date.now() - 1_000);
    for (const facts of [{ disabledAt: past }, { expiresAt: past }]) {
      const { id } = await createKey({ organizationId, ...facts });
      const answer = await regenerate({}, id);
      expect(answer.status).toBe(200);
      expect((await me(plainKeyOf(answer))).status).toBe(401);
    }
  });

  it("shows each value to the caller that made it, and leaves one that works of ten made at once", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, () => regenerate()));
    const won = answers.filter(({ status }) => status === 200);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(10 - won.length);
    for (const { body } of won) {
      const { apiKey, plainKey } = Object(body);
      expect(apiKey.maskedKey).toBe(`${plainKey.slice(0, 12)}…${plainKey.slice(-4)}`);
    }
    const tried = await Promise.all([key.plaintext, ...won.map(plainKeyOf)].map(me));
    expect(tried.filter(({ status }) => status === 200)).toHaveLength(1);
    const living = await prisma().apiSecret.findMany({ where: { keyId: key.id, retireAt: null } });
    expect(living).toHaveLength(1);
  });
});

describe("POST 400", () => {
  it.each([
    ["another grace", { graceSeconds: 1 }, "graceSeconds"],
    ["an unknown field", { name: "Renamed" }, ""],
  ])("refuses %s and changes nothing", async (_what, body, path) => {
    const answer = await changingNothing(() => regenerate(body));
    expect(answer.status).toBe(400);
    expect(answer.body).toEqual(badFields([path, expect.any(String)]));
  });
});

describe("POST 409", () => {
  it("lets one of two win that saw the same revision", async () => {
    const { answer } = await addingOneEntry(() =>
      Promise.all([regenerate({ revision: 1 }), regenerate({ revision: 1 })]),
    );
    expect(answer.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it("gives no secret to a key that is revoked", async () => {
    const dead = await createKey({ organizationId, revokedAt: new Date() });
    const answer = await changingNothing(() => regenerate({}, dead.id));
    expect(answer.status).toBe(409);
    expect(answer.body).toEqual({
      error: "Conflict",
      details: "This key is revoked. This cannot be undone.",
    });
  });
});

describe("405", () => {
  it("says which methods the path answers to", async () => {
    const answer = await callRoute(PUT, "PUT", { headers: headers(), body: {} });
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("OPTIONS, POST");
  });
});

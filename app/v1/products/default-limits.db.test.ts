import { describe, expect, it } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { makeSurface } from "@/tests/factories/surface";
import { databaseState } from "@/tests/support/database-state";
import { productsApi } from "@/tests/support/products";

const person = await createPerson();
const { organizationId } = person.principal;
const asPerson = productsApi({ Authorization: `Bearer ${person.token}` });
const asKey = productsApi((await createKey({ organizationId })).headers);
const { productId, surfaceId } = await makeSurface({ organizationId });
const surfaces = `/products/${productId}/surfaces`;
const config = (rateLimit: object) => ({ type: "api", rateLimit });

describe("the usual limits of a surface", () => {
  it.each([
    ["perMinute", 10_001, "Allow at most 10000 requests per minute."],
    ["perDay", 1_000_001, "Allow at most 1000000 requests per day."],
  ])("are not set above the operator's by an API key: %s", async (name, limit, message) => {
    const path = `config.rateLimit.${name}`;
    const body = {
      error: "Bad Request",
      details: `${path}: ${message}`,
      issues: [{ path, message }],
    };
    const asked = { config: config({ [name]: limit }) };
    const before = await databaseState();
    const made = await asKey("POST", surfaces, { name: "Wide", type: "api", ...asked });
    const changed = await asKey("PUT", `${surfaces}/${surfaceId}`, asked);
    expect([made.status, made.body]).toEqual([400, body]);
    expect([changed.status, changed.body]).toEqual([400, body]);
    expect(await databaseState()).toEqual(before);
  });

  it("are set so by people, and left by an API key that asks for what is there", async () => {
    const asked = { config: config({ perMinute: 50_000, perDay: null }) };
    const path = `${surfaces}/${surfaceId}`;
    expect(await asPerson("PUT", path, asked)).toMatchObject({ status: 200, body: asked });
    const renamed = { ...asked, name: "Renamed" };
    expect(await asKey("PUT", path, renamed)).toMatchObject({ status: 200, body: renamed });
  });
});

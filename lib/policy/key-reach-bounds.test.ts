import { describe, expect, it } from "vitest";
import { type AskedReach, reachOf } from "@/lib/policy/key-reach";
import {
  apiKey,
  ask,
  DAY,
  each,
  FOREIGN,
  KEPT,
  MAX,
  NONE,
  OWN,
  replace,
} from "@/tests/support/reach";

describe("limits that an API key gives", () => {
  const make = (asks: AskedReach["powers"], usual: AskedReach["usual"] = NONE) =>
    reachOf(apiKey(), { key: null, powers: asks, replaced: [], max: MAX, usual });
  const given = { ...MAX, rateLimitPerMinute: 7 };

  it("are the operator's when it names none, or null, and the surface has none", () => {
    for (const asks of [{}, NONE]) expect(make(asks)).toMatchObject({ powers: MAX });
    expect(make({ ...NONE, rateLimitPerMinute: 7 })).toMatchObject({ powers: given });
  });

  it("are those of the surface when it names none, up to the operator's", () => {
    const usual = { rateLimitPerMinute: 7, rateLimitPerDay: 2_000_000 };
    expect(make({}, usual)).toMatchObject({ powers: given });
    expect(make(NONE, usual)).toMatchObject({ powers: MAX });
  });

  it.each([
    ["rateLimitPerMinute", 10_001, "Allow at most 10000 requests per minute."],
    ["rateLimitPerDay", 1_000_001, "Allow at most 1000000 requests per day."],
  ])("are not above the operator's: %s", (field, limit, message) => {
    const refusal = { code: "bad_request", field, message };
    expect(make({ [field]: limit })).toEqual({ refusal });
    for (const owner of [OWN, ...Object.values(FOREIGN)]) {
      expect(ask(apiKey(), owner, { asks: { [field]: limit } })).toEqual({ refusal });
    }
  });

  it("become the operator's when a key of its own is given null", () => {
    expect(ask(apiKey(), OWN, { asks: NONE })).toEqual({ powers: { ...KEPT, ...MAX } });
  });
});

describe("an API key that is bound to addresses", () => {
  const bound = apiKey({ allowedIps: ["192.0.2.7"] });
  const make = (asks: AskedReach["powers"]) =>
    reachOf(bound, { key: null, powers: asks, replaced: [], max: MAX, usual: NONE });
  const refusal = {
    code: "bad_request",
    field: "allowedIps",
    message:
      "Give at least one address. An API key with allowed addresses must set them for each key it mints.",
  };
  const open = { ...KEPT, allowedIps: [] };

  it("states addresses for each key that it makes, any of them", () => {
    for (const asks of [{}, { allowedIps: [] }]) expect(make(asks)).toEqual({ refusal });
    expect(make({ allowedIps: ["10.0.0.0/8"] })).toMatchObject({
      powers: { allowedIps: ["10.0.0.0/8"] },
    });
  });

  it("sets none to none", () => {
    for (const owner of [OWN, ...Object.values(FOREIGN)]) {
      for (const of of [KEPT, open]) {
        expect(ask(bound, owner, { asks: { allowedIps: [] }, of })).toEqual({ refusal });
      }
    }
  });

  it("gives nothing more to a key that is open to every address", () => {
    for (const { change, says } of each("looser").filter(({ field }) => field !== "allowedIps")) {
      const of = { ...(change.of ?? KEPT), allowedIps: [] };
      expect(ask(bound, OWN, { ...change, of }), says).toEqual({ refusal });
    }
    expect(replace(bound, OWN, { replaces: "secret" }, open)).toEqual({
      refusal: {
        code: "forbidden",
        message:
          "An API key that is bound to addresses cannot rotate a key that can be used from any address",
      },
    });
    expect(replace(bound, OWN, { replaces: "secret" })).toHaveProperty("powers");
    expect(replace(bound, OWN, { replaces: "name" }, open)).toHaveProperty("powers");
    expect(ask(bound, OWN, { asks: { isActive: false }, of: open })).toHaveProperty("powers");
  });
});

describe("an API key that expires", () => {
  const end = 5 * DAY;
  const brief = apiKey({ expiresAt: end });
  const refusal = {
    code: "bad_request",
    field: "expiresAt",
    message:
      "Choose a date up to 1970-01-06T00:00:00.000Z, when the API key that creates it expires.",
  };

  it("makes keys that end no later", () => {
    const make = (expiresAt?: number | null) =>
      reachOf(brief, { key: null, powers: { expiresAt }, replaced: [], max: MAX, usual: NONE });
    for (const expiresAt of [undefined, null, end + 1]) {
      expect(make(expiresAt)).toEqual({ refusal });
    }
    for (const expiresAt of [end, end - 1]) {
      expect(make(expiresAt)).toMatchObject({ powers: { expiresAt } });
    }
  });

  it("gives nothing more to a key that outlives it, and still takes from it", () => {
    for (const { change, says } of each("looser")) {
      expect(ask(brief, OWN, change), says).toEqual({ refusal });
      const bounded = { asks: { ...change.asks, expiresAt: end }, of: change.of };
      expect(ask(brief, OWN, bounded), says).toHaveProperty("powers");
    }
    for (const { change, says } of each("tighter")) {
      expect(ask(brief, OWN, change), says).toHaveProperty("powers");
    }
  });

  it("rotates nothing that outlives it", () => {
    const message = "An API key cannot rotate a key that outlives it";
    expect(replace(brief, OWN, { replaces: "secret" })).toEqual({
      refusal: { code: "forbidden", message },
    });
    const within = { ...KEPT, expiresAt: end };
    expect(replace(brief, OWN, { replaces: "secret" }, within)).toHaveProperty("powers");
  });
});

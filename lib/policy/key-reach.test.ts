import { describe, expect, it } from "vitest";
import { reachOf } from "@/lib/policy/key-reach";
import {
  apiKey,
  ask,
  CHANGES,
  each,
  FOREIGN,
  KEPT,
  MAX,
  NONE,
  OWN,
  person,
  REPLACEMENTS,
  replace,
} from "@/tests/support/reach";

const NOT_OWN = {
  code: "forbidden",
  message: "An API key can only tighten keys that it did not mint",
};

describe("a person", () => {
  it("changes every field in every way, no matter who made the key", () => {
    for (const owner of [OWN, ...Object.values(FOREIGN), { ...OWN, setByPerson: ["scopes"] }]) {
      for (const { change, says } of [...each("tighter"), ...each("equal"), ...each("looser")]) {
        const expected = { powers: { ...(change.of ?? KEPT), ...change.asks } };
        expect(ask(person, owner, change), says).toEqual(expected);
      }
      for (const replacement of REPLACEMENTS) {
        expect(replace(person, owner, replacement)).toEqual({ powers: KEPT });
      }
    }
  });

  it("makes keys with the limits of the surface, with none, and above those of the operator", () => {
    const asked = { key: null, replaced: [], max: MAX, usual: { ...NONE, rateLimitPerDay: 5 } };
    const made = { scopes: "all", allowedIps: [], expiresAt: null, isActive: true };
    expect(reachOf(person, { ...asked, powers: {} })).toEqual({
      powers: { ...made, rateLimitPerMinute: null, rateLimitPerDay: 5 },
    });
    const powers = { rateLimitPerMinute: 2_147_483_647, rateLimitPerDay: null };
    expect(reachOf(person, { ...asked, powers })).toEqual({ powers: { ...made, ...powers } });
  });
});

describe("an API key", () => {
  it.each(Object.entries({ "a key of its own": OWN, ...FOREIGN }))(
    "tightens every field of %s, and may ask for what is there",
    (_what, owner) => {
      for (const { field, change, says } of [...each("tighter"), ...each("equal")]) {
        const marked = { ...owner, setByPerson: [field] };
        for (const of of [owner, marked]) {
          expect(ask(apiKey(), of, change), says).toHaveProperty("powers");
        }
      }
    },
  );

  it.each(Object.entries(FOREIGN))("loosens and replaces nothing of %s", (_what, owner) => {
    for (const { change, says } of each("looser")) {
      expect(ask(apiKey(), owner, change), says).toEqual({ refusal: NOT_OWN });
    }
    for (const replacement of REPLACEMENTS) {
      expect(replace(apiKey(), owner, replacement)).toEqual({ refusal: NOT_OWN });
    }
  });

  it("loosens and replaces every field of a key of its own, but those that a person has set", () => {
    const fields = [...Object.keys(CHANGES), "name", "customer", "metadata", "secret"];
    for (const { field, change, says } of each("looser")) {
      const setByPerson = fields.filter((name) => name !== field);
      expect(ask(apiKey(), { ...OWN, setByPerson }, change), says).toHaveProperty("powers");
      expect(ask(apiKey(), { ...OWN, setByPerson: [field] }, change), says).toEqual({
        refusal: {
          code: "forbidden",
          message: `A person set ${field} of this key: an API key can only tighten it`,
        },
      });
    }
    for (const { replaces } of REPLACEMENTS) {
      const setByPerson = fields.filter((name) => name !== replaces);
      expect(replace(apiKey(), { ...OWN, setByPerson }, { replaces })).toHaveProperty("powers");
      const message =
        replaces === "secret"
          ? "A person rotated this key, so an API key cannot rotate it"
          : `A person set ${replaces} of this key: an API key cannot change it`;
      expect(replace(apiKey(), { ...OWN, setByPerson: [replaces] }, { replaces })).toEqual({
        refusal: { code: "forbidden", message },
      });
    }
  });

  it("changes nothing when one of several fields is beyond its reach", () => {
    const change = { asks: { rateLimitPerDay: 1, rateLimitPerMinute: 101 } };
    for (const owner of Object.values(FOREIGN)) {
      expect(ask(apiKey(), owner, change)).toEqual({ refusal: NOT_OWN });
    }
  });

  it("takes from a key that is not its own, and gives nothing back, in any order of changes", () => {
    const owner = { mintedByKeyId: "minter", setByPerson: Object.keys(CHANGES) };
    const all = [...each("tighter"), ...each("equal"), ...each("looser")];
    for (let start = 0; start < all.length; start += 1) {
      let powers = KEPT;
      for (let step = 0; step < 40; step += 1) {
        const { change } = all[(start * 7 + step * step) % all.length] ?? { change: { asks: {} } };
        const reach = ask(apiKey(), owner, { asks: change.asks, of: powers });
        powers = reach.refusal ? powers : reach.powers;
        const back = ask(apiKey(), owner, { asks: powers, of: KEPT });
        expect(back.refusal).toBeUndefined();
      }
    }
  });
});

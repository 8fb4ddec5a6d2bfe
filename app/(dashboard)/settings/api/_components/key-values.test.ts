import { describe, expect, test } from "vitest";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";
import { editedKeySchema, emptyValues, newKeySchema, valuesOf } from "./key-values";

const LIMITS = {
  defaultPerHour: 1_000,
  defaultPerDay: 10_000,
  maxPerHour: 2_000,
  maxPerDay: 20_000,
};

const KEY: PlatformKeyView = {
  id: "key_01h455vb4pex5vsknk084sn02q",
  name: "Importer",
  keyPrefix: "rt_live_aaaa",
  searchHint: "…bbbb",
  maskedKey: "rt_live_aaaa…bbbb",
  permissions: ["RECORDS:READ"],
  environment: "production",
  isActive: false,
  isTestKey: false,
  canReveal: false,
  status: "expired",
  statusReason: null,
  customerId: null,
  allowedIps: ["203.0.113.0/24"],
  rateLimitPerHour: 500,
  rateLimitPerDay: 10_000,
  expiresAt: "2020-01-01T00:00:00.000Z",
  lastUsedAt: null,
  lastUsedFrom: null,
  createdAt: "2019-01-01T00:00:00.000Z",
  updatedAt: "2019-01-01T00:00:00.000Z",
  disabledAt: null,
  revokedAt: null,
  revokeReason: null,
  createdBy: null,
  revision: 4,
};

function given(value: object) {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

describe("an edited key", () => {
  const schema = editedKeySchema(KEY, LIMITS);

  test("sends what changed and the revision it was read at, nothing else", () => {
    const sent = schema.parse({ ...valuesOf(KEY), name: " Importer 2 ", allowedIps: [] });
    expect(given(sent)).toEqual({
      id: KEY.id,
      revision: 4,
      name: "Importer 2",
      allowedIps: [],
    });
  });

  test("is not refused for an expiry that passed and was left alone", () => {
    expect(given(schema.parse(valuesOf(KEY)))).toEqual({ id: KEY.id, revision: 4 });
    const moved = { ...valuesOf(KEY), expiresAt: "2021-01-01T00:00:00.000Z" };
    expect(schema.safeParse(moved).success).toBe(false);
  });

  test("shortens what it minted only when its own end comes earlier", () => {
    const ending = { ...KEY, expiresAt: "2030-06-01T00:00:00.000Z" };
    const ask = (expiresAt: string | null) =>
      editedKeySchema(ending, LIMITS).parse({
        ...valuesOf(ending),
        expiresAt,
        shortensMinted: true,
      });
    expect(ask("2030-05-01T00:00:00.000Z").descendants).toBe("shorten");
    for (const later of ["2030-07-01T00:00:00.000Z", ending.expiresAt, null]) {
      expect(ask(later).descendants).toBeUndefined();
    }
  });

  test("takes a blank limit for the usual one", () => {
    const sent = schema.parse({ ...valuesOf(KEY), rateLimitPerHour: null });
    expect(sent.rateLimitPerHour).toBe(1_000);
  });
});

describe("a new key", () => {
  test("leaves a blank limit to the server and has no expiry unless one is chosen", () => {
    const sent = newKeySchema.parse({ ...emptyValues(["FLOWS:READ"]), name: "CI" });
    expect(given(sent)).toEqual({
      name: "CI",
      environment: "test",
      permissions: ["FLOWS:READ"],
      expiresAt: null,
      allowedIps: [],
      customerId: null,
    });
  });

  test("is refused without a name or permissions, at those fields", () => {
    const issues = newKeySchema.safeParse(emptyValues([])).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join("."))).toEqual(["name", "permissions"]);
  });
});

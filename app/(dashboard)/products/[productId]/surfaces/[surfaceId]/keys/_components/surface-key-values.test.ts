import { describe, expect, test } from "vitest";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { newId } from "@/lib/core/ids";
import { describeScope } from "./describe-scope";
import { editedKeySchema, emptyValues, newKeySchema, valuesOf } from "./surface-key-values";

const PLACE = {
  id: "prod_01h455vb4pex5vsknk084sn02q",
  surfaceId: "surf_01h455vb4pex5vsknk084sn02q",
};
const FAQ = "cap_01h455vb4pex5vsknk084sn02q";
const REFUND = "cap_01h455vb4pex5vsknk084sn02r";

const FORM: SurfaceKeyForm = {
  capabilities: [FAQ, REFUND].map((id) => ({
    id,
    name: id,
    slug: id,
    description: null,
    enabled: true,
    parametersSchema: null,
  })),
  environment: "production",
  limits: { defaultPerMinute: 60, defaultPerDay: null },
};

const KEY: SurfaceKeyView = {
  id: "key_01h455vb4pex5vsknk084sn02q",
  productId: PLACE.id,
  surfaceId: PLACE.surfaceId,
  name: "Acme Corp - FAQ only",
  keyPrefix: "papi_aaaaaaa",
  keyHint: "…bbbb",
  maskedKey: "papi_aaaaaaa…bbbb",
  environment: "production",
  isActive: true,
  status: "active",
  statusReason: null,
  scoped: true,
  scopes: [FAQ],
  rateLimitPerMinute: 60,
  rateLimitPerDay: null,
  allowedIps: [],
  customerId: null,
  customer: null,
  integration: null,
  metadata: { plan: "team", seats: 12 },
  mintedByKeyId: null,
  expiresAt: null,
  lastUsedAt: null,
  lastUsedFrom: null,
  createdAt: "2025-01-01T00:00:00.000Z",
  updatedAt: "2025-01-01T00:00:00.000Z",
  disabledAt: null,
  revokedAt: null,
  revokeReason: null,
  createdBy: null,
  revision: 3,
};

/** Without what is not sent. */
function sent(value: object) {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}

describe("a new key of a surface", () => {
  test("is for certain capabilities unless someone decides otherwise", () => {
    const values = emptyValues(FORM);
    expect(values).toMatchObject({ scoped: true, scopes: [], environment: "production" });
    const issues = newKeySchema(PLACE).safeParse(values).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join("."))).toEqual(["scopes"]);
  });

  test("names no capabilities when it is for all, whatever was checked before", () => {
    const values = { ...emptyValues(FORM), scoped: false, scopes: [FAQ] };
    expect(newKeySchema(PLACE).parse(values)).toMatchObject({ scoped: false, scopes: [] });
  });

  test("sends a blank limit, name and customer as none", () => {
    const values = { ...emptyValues(FORM), scopes: [FAQ], name: " ", rateLimitPerMinute: null };
    const none = { name: null, customerId: null, metadata: null, rateLimitPerMinute: null };
    expect(newKeySchema(PLACE).parse(values)).toMatchObject(none);
  });

  test("names its customer by the id that is ours or theirs, and says what is wrong with it", () => {
    const schema = newKeySchema(PLACE);
    const of = (customer: string) => ({ ...emptyValues(FORM), scopes: [FAQ], customer });
    const id = newId("customer");
    expect(schema.parse(of(` ${id} `))).toMatchObject({ customerId: id });
    expect(schema.parse(of(" Acme "))).toMatchObject({ customer: "Acme" });
    const issues = schema.safeParse(of("c".repeat(256))).error?.issues;
    expect(issues?.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["customer", "Use at most 255 characters."],
    ]);
  });

  test("is refused with a name of metadata given twice or missing", () => {
    for (const names of [["plan", "plan"], [""]]) {
      const metadata = names.map((name) => ({ name, text: "team" }));
      const result = newKeySchema(PLACE).safeParse({
        ...emptyValues(FORM),
        scopes: [FAQ],
        metadata,
      });
      expect(result.error?.issues.map(({ path }) => path)).toEqual([["metadata"]]);
    }
  });
});

describe("an edited key of a surface", () => {
  const schema = editedKeySchema(PLACE, KEY);
  const same = { ...PLACE, keyId: KEY.id, revision: 3 };

  test("sends only what differs from the key as it was read", () => {
    expect(sent(schema.parse(valuesOf(KEY)))).toEqual(same);
    const changed = { ...valuesOf(KEY), scopes: [FAQ, REFUND], rateLimitPerMinute: null };
    const wanted = { scopes: [FAQ, REFUND], scoped: true, rateLimitPerMinute: null };
    expect(sent(schema.parse(changed))).toEqual({ ...same, ...wanted });
    const bound = { allowedIps: ["203.0.113.7"] };
    expect(sent(schema.parse({ ...valuesOf(KEY), ...bound }))).toEqual({ ...same, ...bound });
  });

  test("never becomes one for all by losing its last capability", () => {
    expect(schema.safeParse({ ...valuesOf(KEY), scopes: [] }).success).toBe(false);
    const emptied = { ...KEY, scopes: [] };
    expect(sent(editedKeySchema(PLACE, emptied).parse(valuesOf(emptied)))).toEqual(same);
  });

  test("keeps values of metadata that are no texts", () => {
    const metadata = [...valuesOf(KEY).metadata, { name: "invoice", text: "7" }];
    const wanted = { plan: "team", seats: 12, invoice: "7" };
    expect(schema.parse({ ...valuesOf(KEY), metadata }).metadata).toEqual(wanted);
  });
});

describe("the sentence about a key", () => {
  test("names what it may call, at most four of them, and the data it works on", () => {
    const named = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `C${at + 1}`, enabled: true }));
    const scope = { environment: "production", scoped: true } as const;
    const said = (count: number) => describeScope({ ...scope, capabilities: named(count) }, "can");
    expect(said(1)).toBe("This key can call C1, on live data. Nothing else.");
    expect(said(4)).toBe("This key can call C1, C2, C3 and C4, on live data. Nothing else.");
    expect(said(9)).toBe("This key can call C1, C2, C3 and 6 more, on live data. Nothing else.");
    expect(said(0)).toContain("cannot call anything");
  });
});

import { createConfig, lintFromString } from "@redocly/openapi-core";
import spectralCore from "@stoplight/spectral-core";
import spectralRules from "@stoplight/spectral-rulesets";
import { beforeAll, describe, expect, it } from "vitest";
import { buildSurfaceDocument } from "@/lib/contracts/surface-openapi/build-surface-document";
import { platformDocument } from "@/tests/support/platform-document";

const SURFACE = {
  url: "https://runtype.example/v1/products/prod_1/surfaces/surf_1/api",
  productName: "Support desk",
  productDescription: null,
  name: "Public API",
  revision: 3,
  answersAll: false,
};

const CAPABILITIES = [
  { slug: "open-input", name: "Anything", description: null, parametersSchema: null },
  { slug: "--", name: "Odd", description: "", parametersSchema: true },
  {
    slug: "order-1",
    name: "Look up an order",
    description: "Says where it is.",
    parametersSchema: {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      type: "object",
      properties: {
        order: { type: ["string", "null"], examples: ["A-1017"], minLength: 1 },
        kind: { const: "order", description: "Always this." },
        amount: { type: "number", exclusiveMinimum: 0 },
        tags: { type: "array", items: { enum: ["a", "b", null] } },
        inside: { $ref: "#/$defs/place" },
      },
      required: ["order"],
      $defs: { place: { type: "object", properties: { inside: { $ref: "#/$defs/place" } } } },
    },
  },
  { slug: "order1", name: "Same name", description: null, parametersSchema: { type: "object" } },
];

const DOCUMENTS: [string, object][] = [
  ["of the platform", platformDocument],
  ["of a surface", buildSurfaceDocument({ ...SURFACE, capabilities: CAPABILITIES })],
  [
    "of a surface that answers all outputs",
    buildSurfaceDocument({ ...SURFACE, answersAll: true, capabilities: CAPABILITIES.slice(0, 1) }),
  ],
  ["of a surface without capabilities", buildSurfaceDocument({ ...SURFACE, capabilities: [] })],
];

/** Spectral checks an example wherever it is referred to, which takes long: here, where it stands. */
const EXAMPLES_RULE = "oas3-valid-media-example";

async function spectral(document: object, rules: Record<string, boolean | "off">) {
  const linter = new spectralCore.Spectral();
  linter.setRuleset(new spectralCore.Ruleset({ extends: [spectralRules.oas], rules }));
  const found = await linter.run(JSON.parse(JSON.stringify(document)));
  return found.map(({ code, message, path }) => `${code}: ${message} ${path.join("/")}`);
}

/** Without the responses that operations refer to; they stand among the components. */
function withoutReferences(document: object): object {
  const dropped = (key: string, value: unknown) =>
    key === "responses" && typeof value === "object" && value !== null
      ? Object.fromEntries(Object.entries(value).filter(([, each]) => !("$ref" in Object(each))))
      : value;
  return JSON.parse(JSON.stringify(document, dropped));
}

describe.each(DOCUMENTS)("the OpenAPI document %s", (_whose, document) => {
  let config: Awaited<ReturnType<typeof createConfig>>;

  beforeAll(async () => {
    config = await createConfig({ extends: ["recommended-strict"] });
  });

  it("is clean by redocly's recommended-strict", async () => {
    const source = JSON.stringify(document);
    const found = await lintFromString({ source, absoluteRef: "openapi.json", config });
    expect(found.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it("is clean by spectral:oas", { timeout: 120_000 }, async () => {
    expect(await spectral(document, { [EXAMPLES_RULE]: "off" })).toEqual([]);
    const others = Object.keys(spectralRules.oas.rules).filter((name) => name !== EXAMPLES_RULE);
    const alone = Object.fromEntries(others.map((name) => [name, "off" as const]));
    expect(await spectral(withoutReferences(document), alone)).toEqual([]);
  });
});

import { describe, expect, it } from "vitest";
import {
  type Document,
  operationsOf,
  platformDocument,
  type Schema,
} from "@/tests/support/platform-document";
import { bareName, namesOfOperation, operationIds } from "./derived-names";

/** What a name conflicts with in TypeScript, Java or Python. */
const TAKEN_BY_LANGUAGES = [
  "Any Array Boolean Client Date Error Exception Function Integer Iterable List Map Module Number",
  "Object Optional Override Package Partial Process Promise Record Request Required Response Set",
  "String Symbol Thread Type Types Union Unset Void File Class Enum Void Client Models Api",
]
  .join(" ")
  .split(" ")
  .map(bareName);

/** Names that a generator gives to the unnamed objects and choices below a schema, with their place. */
function below(name: string, schema: Schema | undefined): string[] {
  if (schema === undefined || schema.$ref !== undefined) return [];
  const fields = Object.entries(schema.properties ?? {}).flatMap(([field, inner]) =>
    withOwn(`${name}.${field}`, inner),
  );
  const items = schema.items ? withOwn(`${name}.Item`, schema.items) : [];
  const several = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  const rest = typeof schema.additionalProperties === "object" && schema.additionalProperties;
  return [
    ...fields,
    ...items,
    ...several.flatMap((each) => below(name, each)),
    ...(rest ? withOwn(`${name}.AdditionalProperty`, rest) : []),
  ];
}

function withOwn(name: string, schema: Schema): string[] {
  const named = schema.enum !== undefined || schema.properties !== undefined;
  return [...(named ? [name] : []), ...below(name, schema)];
}

/** Every name that a generator may make, with what it is made of. */
function generatedNames(document: Document): [bare: string, of: string][] {
  const operations = operationsOf(document).flatMap(({ operationId, ...operation }) => {
    const inBody = Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
      below(`${operationId}.Body`, schema),
    );
    const inAnswers = Object.entries(operation.responses).flatMap(([status, { content }]) =>
      Object.values(content ?? {}).flatMap(({ schema }) =>
        below(`${operationId}.Response${status}`, schema),
      ),
    );
    const inParameters = operation.parameters.flatMap(({ name, schema }) =>
      withOwn(`${operationId}.${name}`, schema),
    );
    return [
      ...namesOfOperation(operationId).map((bare): [string, string] => [bare, operationId]),
      ...[...inBody, ...inAnswers, ...inParameters].map(asNamed),
    ];
  });
  const schemas = Object.entries(document.components.schemas).flatMap(([name, schema]) =>
    [name, ...below(name, schema)].map(asNamed),
  );
  return [...operations, ...schemas];
}

function asNamed(place: string): [string, string] {
  return [bareName(place), place];
}

function collisions(document: Document): string[] {
  const makers = new Map<string, Set<string>>();
  for (const [bare, of] of generatedNames(document)) {
    makers.set(bare, (makers.get(bare) ?? new Set()).add(of));
  }
  return [...makers.values()].filter(({ size }) => size > 1).map((each) => [...each].join(" = "));
}

describe("the names that generators derive from the platform's document", () => {
  it("are each derived from one thing alone", () => {
    expect(collisions(platformDocument)).toEqual([]);
  });

  it("are none that a language has already", () => {
    const names = [
      ...Object.keys(platformDocument.components.schemas),
      ...operationsOf(platformDocument).map(({ operationId }) => operationId),
    ];
    expect(names.filter((name) => TAKEN_BY_LANGUAGES.includes(bareName(name)))).toEqual([]);
  });

  it("would be found to collide", () => {
    const { paths, components } = platformDocument;
    const schemas = { ...components.schemas, FlowListParams: {}, flow_Status: {} };
    const found = collisions({
      ...platformDocument,
      paths,
      components: { ...components, schemas },
    });
    expect(found).toEqual(["flow_list = FlowListParams", "Flow.status = flow_Status"]);
  });

  it("are the same for each field of an object in one spelling alone", () => {
    const fieldsOf = (schema: Schema): string[][] => [
      Object.keys(schema.properties ?? {}),
      ...Object.values(schema.properties ?? {}).flatMap(fieldsOf),
      ...(schema.items ? fieldsOf(schema.items) : []),
    ];
    for (const fields of Object.values(platformDocument.components.schemas).flatMap(fieldsOf)) {
      expect(new Set(fields.map(bareName)).size).toBe(fields.length);
    }
  });
});

describe("the operation ids of a surface", () => {
  it("are the slugs where those are names that nothing else gets", () => {
    expect(operationIds(["faq", "order-lookup"], [])).toEqual(["faq", "order-lookup"]);
  });

  it.each([
    [["order-1", "order1", "o-rder-1"]],
    [["a", "a-body", "a-params", "a-response", "a-200"]],
    [["call-error", "x"]],
    [["-", "--", "1", "-1", "2-a", "call", "call-1"]],
  ])("are distinct however a generator spells them: %j", (slugs) => {
    const ids = operationIds(slugs, ["CallError"]);
    const names = ids.flatMap(namesOfOperation);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain("callerror");
    expect(ids.filter((id) => !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  });
});

import { validate } from "@readme/openapi-parser";
import { describe, expect, it } from "vitest";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { SURFACE_CALLS } from "@/lib/contracts/call/surface";
import { ERROR_TABLE } from "@/lib/core/errors";
import { PERMISSIONS } from "@/lib/policy/permissions";
import { buildDocument } from "./build-document";
import { errorCodes } from "./error-responses";
import { EXAMPLES } from "./examples";

const document = buildDocument(ALL_CONTRACTS, {
  url: "https://runtype.example",
  sessionCookie: "next-auth.session-token",
  defaultLimits: { perHour: 50, perDay: 90_000 },
});

// The document as its readers get it: plain JSON, every reference followed.
const plain = JSON.parse(JSON.stringify(document));
const operationOf = ({ http }: (typeof ALL_CONTRACTS)[number]) =>
  plain.paths[http?.path ?? ""]?.[http?.method.toLowerCase() ?? ""];
const follow = (value: { $ref?: string }) =>
  value.$ref === undefined
    ? value
    : value.$ref
        .slice(2)
        .split("/")
        .reduce((node, part) => node[part], plain);
const named = ALL_CONTRACTS.map((contract) => [contract.name, contract] as const);

describe("the OpenAPI document", () => {
  it("is valid OpenAPI 3.1", async () => {
    expect(await validate(structuredClone(plain))).toMatchObject({ valid: true });
    expect(plain.openapi).toBe("3.1.1");
    expect(plain.servers).toEqual([{ url: "https://runtype.example" }]);
  });

  it("states the limits of this installation", () => {
    expect(plain.info.description).toContain("50 requests per hour and 90,000 per day");
  });

  it("holds nothing but JSON", () => {
    expect(plain).toEqual(document);
  });

  it("describes exactly the contracts", () => {
    const described = Object.entries(plain.paths).flatMap(([path, item]) =>
      Object.keys(Object(item)).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const contracts = [...ALL_CONTRACTS.map(({ http }) => http), ...SURFACE_CALLS].map(
      (binding) => `${binding?.method} ${binding?.path}`,
    );
    expect(described.sort()).toEqual(contracts.sort());
  });

  it("names every schema that it shares", () => {
    const names = Object.keys(plain.components.schemas);
    expect(plain.components.schemas.JsonValue).toEqual({ description: "Any JSON value." });
    expect(names.filter((name) => !/^[A-Z][A-Za-z]+$/.test(name))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["FlowStep", "TemplateStep", "ConditionalStep"]));
  });

  it("says when a refusal names what was wrong with a token", () => {
    const { description } = plain.components.headers["WWW-Authenticate"];
    expect(description).toContain('error="invalid_token"');
    expect(description).toContain('error="insufficient_scope"');
  });

  it("keeps the plaintext of its sample key out of reach", () => {
    expect(JSON.stringify(plain)).not.toMatch(/(rt|tv)_(live|test)_[0-9A-Za-z]{39,}/);
  });
});

describe.each(named)("%s", (name, contract) => {
  const operation = operationOf(contract);

  it("has an example that its own contract takes and gives", () => {
    const example = EXAMPLES[name];
    expect(contract.input.safeParse(example?.input).error).toBeUndefined();
    expect(contract.output.safeParse(example?.output).error).toBeUndefined();
  });

  it("shows its example where the input belongs", () => {
    const body = operation.requestBody?.content["application/json"].example ?? {};
    const parameters = operation.parameters.flatMap(
      (each: { name: string; in: string; example: unknown }) =>
        each.in === "header" || each.example === undefined ? [] : [[each.name, each.example]],
    );
    expect({ ...Object.fromEntries(parameters), ...body }).toEqual(EXAMPLES[name]?.input);
    const inPath = [...(contract.http?.path.matchAll(/\{(\w+)\}/g) ?? [])].map(
      ([, field]) => field,
    );
    const asked = operation.parameters.filter((each: { in: string }) => each.in === "path");
    expect(asked.map((each: { name: string }) => each.name)).toEqual(inPath);
  });

  it("says who may call", () => {
    const { need } = contract;
    const schemes = operation.security.flatMap(Object.keys);
    const permission = typeof need === "object" ? need.permission : undefined;
    expect(operation["x-required-permission"]).toBe(permission);
    const delegable = permission === undefined || PERMISSIONS[permission].delegable;
    const forKeys = need !== "person" && delegable;
    const decides = contract.http?.errors?.includes("unauthorized");
    expect(schemes.includes("apiKey")).toBe((need !== "anyone" && forKeys) || decides === true);
    expect(schemes.includes("sessionCookie")).toBe(need !== "anyone" || decides === true);
    expect(schemes.includes("surfaceKey")).toBe(need === "principal" || decides === true);
    const isNothing = (each: object) => Object.keys(each).length === 0;
    const { security } = operation;
    expect(security.length === 0 || security.some(isNothing)).toBe(need === "anyone");
  });

  it("says what it does, what each parameter is and what a named repeat gets", () => {
    expect(operation.summary).toMatch(/^[A-Z]/);
    expect(operation.description).toMatch(/^[A-Z`].*\.$/s);
    const { wrapper } = contract.http?.replaces ?? {};
    if (wrapper) expect(operation.description).toContain(`also inside its \`${wrapper}\``);
    const undescribed = operation.parameters.filter(
      ({ description }: { description?: string }) => !description,
    );
    expect(undescribed.map(({ name }: { name: string }) => name)).toEqual([]);
    const names = operation.parameters.map((each: { name: string }) => each.name);
    const isPost = contract.http?.method === "POST";
    expect(names.includes("Idempotency-Key")).toBe(isPost);
    expect(names.includes("If-Match")).toBe("412" in operation.responses);
    expect(names.includes("If-None-Match")).toBe("304" in operation.responses);
    const done = operation.responses[String(contract.http?.status)];
    expect("Idempotent-Replayed" in done.headers).toBe(isPost);
  });

  it("shows every error with its exact shape and headers", () => {
    const refusals = errorCodes(contract).map((code) => ERROR_TABLE[code][0]);
    const { status: done, revalidates } = contract.http ?? {};
    const statuses = [done, ...refusals, ...(revalidates ? [304] : [])].map(String);
    expect(Object.keys(operation.responses).sort()).toEqual(statuses.sort());
    for (const code of errorCodes(contract)) {
      const [status, title] = ERROR_TABLE[code];
      const response = follow(operation.responses[String(status)]);
      const examples = Object.values<{ value: unknown }>(
        response.content["application/json"].examples,
      );
      expect(examples.length, code).toBeGreaterThan(0);
      for (const { value } of examples) {
        expect(value).toMatchObject({ error: title, details: expect.any(String) });
      }
      const headers = Object.keys(response.headers);
      expect(headers).toContain("X-Request-Id");
      const mayWait = status === 409 && contract.http?.method === "POST";
      expect(headers.includes("Retry-After")).toBe(status === 429 || status === 503 || mayWait);
      expect(headers.includes("WWW-Authenticate")).toBe(status === 401 || status === 403);
      expect(headers.includes("Allow")).toBe(status === 405);
      const limits = ["X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"];
      const withLimits = ![401, 408, 417, 431, 503].includes(status);
      for (const header of [...limits, "RateLimit", "RateLimit-Policy"]) {
        expect(headers.includes(header), `${header} of ${status}`).toBe(withLimits);
      }
    }
  });

  it("documents what any request may be refused with before or beside its own errors", () => {
    const statuses = ["400", "405", "408", "413", "415", "417", "429", "431", "500", "503"];
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(statuses));
  });
});

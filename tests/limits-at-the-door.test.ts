import { describe, expect, it } from "vitest";
import { createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send, sendFast } from "./support/api";
import { BOUND, type Bound, exampleInput, ORIGIN, requestOf } from "./support/contract-requests";
import { limitProbes, type Probe } from "./support/limit-probes";
import {
  type Operation,
  operationsOf,
  platformDocument,
  type Schema,
} from "./support/platform-document";
import { callRequest } from "./support/surface-requests";

const { principal, token } = await createPerson();
const { organizationId } = principal;

type Input = Record<string, unknown>;

/** The headers of an operation that have a limit. */
function limitedHeaders({ parameters }: Operation): Record<string, Schema> {
  return Object.fromEntries(
    parameters
      .filter((each) => each.in === "header" && each.schema.maxLength !== undefined)
      .map(({ name, schema }) => [name, schema]),
  );
}

/** What an operation takes beside its path; of a name in a header only what a header can carry. */
function probesOf(headers: Record<string, Schema>, body: Schema = {}): Probe[] {
  const { properties, required = [] } = body;
  const whole = { type: "object", properties: { ...headers, ...properties }, required };
  return limitProbes(whole).filter(({ input }) =>
    Object.entries(Object(input)).every(
      ([name, value]) => !(name in headers) || /^[!-~]*$/.test(String(value)),
    ),
  );
}

async function wrongOf(
  probes: Probe[],
  isRefused: (input: Input) => Promise<boolean>,
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { title, input, fits } of probes) {
    if ((await isRefused(Object(input))) === fits) {
      wrong.push(`${title}: ${fits ? "refused" : "accepted"}`);
    }
  }
  return wrong;
}

const headersOf = ({ name }: Bound): Record<string, Schema> => {
  const id = name.replace(".", "_");
  const operation = operationsOf(platformDocument).find(({ operationId }) => operationId === id);
  return operation ? limitedHeaders(operation) : {};
};

const limited = BOUND.map((contract) => [contract, headersOf(contract)] as const).filter(
  ([, headers]) => Object.keys(headers).length > 0,
);

describe("the limits of headers in the document are those of the door", () => {
  it("of every request that makes something", () => {
    const makers = BOUND.filter(({ http }) => http.method === "POST");
    expect(limited.map(([{ name }]) => name)).toEqual(makers.map(({ name }) => name));
  });

  it.each(limited.map(([contract, headers]) => [contract.name, contract, headers] as const))(
    "%s",
    async (_name, contract, headers) => {
      const given = Object.entries(exampleInput(contract));
      const inPath = given.filter(([name]) => contract.http.path.includes(`{${name}}`));
      const probes = probesOf(headers);
      expect(probes.map(({ fits }) => fits)).toEqual([true, false, false]);
      const wrong = await wrongOf(probes, async (input) => {
        const named = Object.entries(input).map(([name, value]) => [name, String(value)]);
        const sent = { ...Object.fromEntries(named), Authorization: `Bearer ${token}` };
        const { body } = await send(requestOf(contract, Object.fromEntries(inPath), sent));
        return JSON.stringify(body).includes('"path":"Idempotency-Key"');
      });
      expect(wrong).toEqual([]);
    },
  );
});

const surface = await makeSurface({ organizationId });
await makeOffer(surface, {
  organizationId,
  slug: "greet",
  parametersSchema: {
    type: "object",
    properties: {
      name: { type: "string", minLength: 2, maxLength: 40 },
      count: { type: "integer", minimum: 1, maximum: 12 },
      tags: { type: "array", minItems: 1, maxItems: 3, items: { type: "string", maxLength: 10 } },
    },
    required: ["name"],
  },
});
await makeOffer(surface, { organizationId, slug: "open", exposedName: "a" });
const key = await createSurfaceKey(surface, { environment: "test" });

async function isCallRefused(slug: string, input: Input): Promise<boolean> {
  const { "Idempotency-Key": name, ...body } = input;
  const headers = {
    ...key.headers,
    ...(name !== undefined && { "Idempotency-Key": String(name) }),
  };
  return (await send(callRequest(surface, slug, { headers, body }))).status === 400;
}

const bodyOf = ({ requestBody }: Operation) => requestBody?.content["application/json"]?.schema;

describe("the limits of calls in the documents are those of the door", () => {
  it("of a surface", async () => {
    const place = `${ORIGIN}/v1/products/${surface.productId}/surfaces/${surface.surfaceId}`;
    const headers = key.headers;
    const answer = await sendFast(new Request(`${place}/openapi.json`, { headers }));
    const { paths, components } = await answer.json();
    const { name, schema } = components.parameters.IdempotencyKey;
    const probes = probesOf({ [name]: schema }, bodyOf(paths["/greet"].post));
    expect(probes.filter(({ fits }) => !fits)).toHaveLength(9);
    expect(await wrongOf(probes, (input) => isCallRefused("greet", input))).toEqual([]);
  });

  it.each([
    ["surface_call", "open", 2],
    ["surface_dispatch", "dispatch", 4],
  ])("of the platform: %s", async (id, slug, limits) => {
    const operation = operationsOf(platformDocument).find(({ operationId }) => operationId === id);
    if (!operation) throw new Error("No operation");
    const probes = probesOf(limitedHeaders(operation), bodyOf(operation));
    expect(probes.filter(({ fits }) => !fits)).toHaveLength(limits);
    expect(await wrongOf(probes, (input) => isCallRefused(slug, input))).toEqual([]);
  });
});

import { beforeAll, describe, expect, it } from "vitest";
import { createPerson } from "@/tests/factories/people";
import { makeOffer, makeSurface } from "@/tests/factories/surface";
import { idOf, productsApi } from "@/tests/support/products";

let ask: ReturnType<typeof productsApi>;
let organizationId: string;

beforeAll(async () => {
  const person = await createPerson();
  organizationId = person.principal.organizationId;
  ask = productsApi({ Authorization: `Bearer ${person.token}` });
});

const canvas = { zoom: 1, nodes: [{ id: 1 }], view: { x: 1, y: 2 } };

async function newProduct() {
  return idOf(await ask("POST", "/products", { name: "Help desk", canvas, spec: { a: 1 } }));
}

describe("an update of a product", () => {
  it("merges canvas and spec deeply: null removes, lists are replaced", async () => {
    const path = `/products/${await newProduct()}`;
    const changes = { canvas: { zoom: null, nodes: [], view: { y: 3 } }, spec: { b: { c: 2 } } };
    const answer = await ask("PUT", path, changes);
    expect(answer).toMatchObject({ status: 200 });
    expect(Object(answer.body).canvas).toEqual({ nodes: [], view: { x: 1, y: 3 } });
    expect(Object(answer.body).spec).toEqual({ a: 1, b: { c: 2 } });
    expect((await ask("GET", path)).body).toMatchObject({ canvas: Object(answer.body).canvas });
  });

  it("keeps both of two changes at the same moment", async () => {
    const path = `/products/${await newProduct()}`;
    const changes = Array.from({ length: 8 }, (_, at) => ({ spec: { [`field${at}`]: at } }));
    const answers = await Promise.all(changes.map((change) => ask("PUT", path, change)));
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    const { spec } = Object((await ask("GET", path)).body);
    expect(Object.keys(spec)).toHaveLength(9);
  });

  it("does not grow past what a product may hold, however often it is merged", async () => {
    const path = `/products/${await newProduct()}`;
    const part = (name: string) => ({ spec: { [name]: "x".repeat(40_000) } });
    expect((await ask("PUT", path, part("one"))).status).toBe(200);
    expect((await ask("PUT", path, part("two"))).status).toBe(400);
  });

  it("refuses fields that reach for a prototype", async () => {
    const path = `/products/${await newProduct()}`;
    const spec = JSON.parse('{"__proto__":{"isAdmin":true}}');
    expect((await ask("PUT", path, { spec })).status).toBe(400);
    expect((await ask("PUT", path, { spec: { a: spec } })).status).toBe(400);
  });
});

describe("a slug of a product", () => {
  it("is given once in an organization", async () => {
    const first = await ask("POST", "/products", { name: "One", slug: "one", status: "active" });
    expect(first).toMatchObject({ status: 201, body: { slug: "one" } });
    const again = await ask("POST", "/products", { name: "Another", slug: "one" });
    expect(again).toMatchObject({
      status: 409,
      body: { details: "Another product has this slug" },
    });
    const other = await createPerson();
    const elsewhere = productsApi({ Authorization: `Bearer ${other.token}` });
    expect((await elsewhere("POST", "/products", { name: "One", slug: "one" })).status).toBe(201);
  });
});

describe("an update of a surface", () => {
  it("lays its behavior over what there was, and is refused when the surface has moved on", async () => {
    const { productId, surfaceId } = await makeSurface({ organizationId });
    const path = `/products/${productId}/surfaces/${surfaceId}`;
    const behavior = { response: { mode: "all" } };
    const first = await ask("PUT", path, { behavior, revision: 1 });
    expect(first).toMatchObject({ status: 200, body: { behavior, revision: 2 } });
    expect(await ask("PUT", path, { behavior: {} })).toMatchObject({ body: { behavior } });
    expect(await ask("PUT", path, { status: "paused", revision: 1 })).toMatchObject({
      status: 409,
      body: { details: "The surface has changed since you last read it" },
    });
  });

  it.each(["chat", "mcp", "email", "web"])("offers no type %s", async (type) => {
    const path = `/products/${await newProduct()}/surfaces`;
    expect((await ask("POST", path, { name: "Other", type })).status).toBe(400);
  });
});

describe("an update of an endpoint", () => {
  it("merges its config deeply", async () => {
    const surface = await makeSurface({ organizationId });
    const facts = { organizationId, slug: "greet", outputStep: "greet" };
    const { itemId } = await makeOffer(surface, facts);
    const path = `/products/${surface.productId}/surfaces/${surface.surfaceId}/items/${itemId}`;
    const kept = await ask("PUT", path, { config: {} });
    expect(kept).toMatchObject({ status: 200, body: { config: { outputStep: "greet" } } });
    const cleared = await ask("PUT", path, { config: { outputStep: null } });
    expect(Object(cleared.body).config).toEqual({});
  });
});

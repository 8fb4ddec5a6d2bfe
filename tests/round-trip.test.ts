import { describe, expect, it } from "vitest";
import { Flusher } from "@/lib/background/flusher";
import { EXAMPLES } from "@/lib/contracts/openapi/examples";
import { prisma } from "@/lib/db/prisma";
import { entityHeaders } from "@/lib/http/etags";
import { rollUp } from "@/lib/usage/write-roll-ups";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { type Answer, send } from "./support/api";
import { idsFrom, makeBelongings } from "./support/belongings";
import { BOUND, type Bound, ORIGIN } from "./support/contract-requests";
import { databaseState } from "./support/database-state";
import { readOnlyMembers } from "./support/read-only-members";

type Fields = Record<string, unknown>;

const person = await createPerson();
const { organizationId } = person.principal;
const belongings = await makeBelongings(organizationId);
const { surfaceKeyId: keyId = "" } = belongings;
await prisma().surface.updateMany({
  where: { organizationId },
  data: { config: { cors: { allowedOrigins: ["*"] } }, inbound: { a: [1, { b: null }] } },
});
await prisma().product.updateMany({
  where: { organizationId },
  data: { canvas: { zoom: null, at: { x: null } } },
});
await prisma().surfaceItem.updateMany({
  where: { organizationId },
  data: { config: { outputStep: null } },
});

/** `[title, path]` of everything that can be edited. */
const EDITABLE = BOUND.filter(({ http }) => http.method === "PUT").map(
  (contract) => [contract.name.split(".")[0] ?? "", pathOf(contract), contract] as const,
);

/** Answers that also show what nobody sets, so that their ETag does not tell all of them. */
const ALWAYS_WHOLE = EDITABLE.filter(([name]) => !["record", "prompt"].includes(name));

function pathOf(contract: Bound): string {
  const names = [...contract.http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const ids = idsFrom(belongings, contract, names);
  return contract.http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(ids[name]));
}

function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = { Authorization: `Bearer ${person.token}`, ...headers };
  const typed = body === undefined ? sent : { ...sent, "Content-Type": "application/json" };
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return send(new Request(ORIGIN + path, { method, headers: typed, ...text }));
}

/** The object inside the wrapper of an answer. */
function objectIn({ body }: Answer): Fields {
  const { apiKey } = Object(body);
  return apiKey ?? body;
}

const unlike = (value: unknown) => (typeof value === "string" ? `${value}x` : { other: value });

it("everything that can be edited has an object that is read back at the same path", () => {
  const read = BOUND.filter(({ http }) => http.method === "GET").map(({ http }) => http.path);
  for (const { http } of BOUND.filter((contract) => contract.http.method === "PUT")) {
    expect(read).toContain(http.path);
    expect(http.replaces, http.path).toBeDefined();
  }
  expect(EDITABLE.length).toBe(12);
});

describe.each(EDITABLE)("%s", (_name, path, contract) => {
  it("takes what GET answers, in its wrapper and without, and changes nothing", async () => {
    const got = await ask("GET", path);
    expect(got.headers.etag).toBe(`"${objectIn(got).revision}"`);
    const before = await databaseState();
    for (const body of [got.body, objectIn(got), { ...objectIn(got), revision: undefined }]) {
      const put = await ask("PUT", path, body);
      expect(put).toMatchObject({ status: 200, headers: { etag: got.headers.etag } });
    }
    expect(await databaseState()).toEqual(before);
  });

  it("takes what GET answers with one member changed, and refuses it the second time", async () => {
    const got = objectIn(await ask("GET", path));
    const name = Object.keys(got).find((each) => /^(name|\w+Name|description)$/.test(each)) ?? "";
    const changes = path.includes("/items/") ? { exposedName: "Another" } : { [name]: "Another" };
    const known = path.includes("/secrets/") ? { description: "Another" } : changes;
    const changed = path.includes("/capabilities/") ? { capabilityName: "Another" } : known;
    const put = await ask("PUT", path, { ...got, ...changed });
    expect(put.status).toBe(200);
    expect(objectIn(put)).toMatchObject({ ...changed, revision: Number(got.revision) + 1 });
    expect((await ask("PUT", path, { ...got, ...changed })).status).toBe(409);
  });

  it("names the member that cannot be changed here, and changes nothing", async () => {
    const got = objectIn(await ask("GET", path));
    const before = await databaseState();
    const kept = readOnlyMembers(contract, Object.keys(got));
    expect(kept).toEqual(expect.arrayContaining(["id", "createdAt"]));
    for (const name of kept) {
      const put = await ask("PUT", path, { ...got, [name]: unlike(got[name]) });
      expect(put.status).toBe(400);
      expect(Object(put.body).issues).toEqual([
        {
          path: name,
          message: "This cannot be changed here. Leave it out, or send it unchanged.",
        },
      ]);
    }
    const unknown = await ask("PUT", path, { ...got, unheardOf: 1 });
    expect(unknown).toMatchObject({ status: 400 });
    expect(await databaseState()).toEqual(before);
  });

  it("takes times as other clients write them, and ignores what the server moves", async () => {
    const got = objectIn(await ask("GET", path));
    const createdAt = String(got.createdAt).replace("Z", "000+00:00");
    const sent = { ...got, createdAt, updatedAt: "2001-01-01T00:00:00Z" };
    expect((await ask("PUT", path, sent)).status).toBe(200);
  });

  it("is 412 for an ETag that is not its own, and as ever for one that is", async () => {
    const { etag = "" } = (await ask("GET", path)).headers;
    const before = await databaseState();
    for (const stale of ['"0"', `W/${etag}`, '"a", "b"']) {
      for (const method of ["PUT", "DELETE"]) {
        const body = method === "PUT" ? {} : undefined;
        const answer = await ask(method, path, body, { "If-Match": stale });
        expect([method, stale, answer.status]).toEqual([method, stale, 412]);
        expect(answer.body).toMatchObject({ error: "Precondition Failed" });
      }
    }
    expect((await ask("GET", path, undefined, { "If-Match": '"0"' })).status).toBe(412);
    expect((await ask("PUT", path, {}, { "If-None-Match": "*" })).status).toBe(412);
    for (const good of [etag, "*", `"x" , ${etag}`, `, "x",, ${etag} , `]) {
      expect((await ask("PUT", path, {}, { "If-Match": good })).status).toBe(200);
    }
    expect(await databaseState()).toEqual(before);
  });

  it("is 400 where If-Match and the body name two revisions, or If-Match is no ETag", async () => {
    const { etag = "" } = (await ask("GET", path)).headers;
    const revision = Number(JSON.parse(etag));
    const two = await ask("PUT", path, { revision: revision + 1 }, { "If-Match": etag });
    expect(two.status).toBe(400);
    expect(Object(two.body).issues).toEqual([
      { path: "revision", message: "If-Match names another revision." },
    ]);
    for (const untagged of [String(revision), " , ", `${etag} ${etag}`]) {
      const answer = await ask("PUT", path, {}, { "If-Match": untagged });
      expect(Object(answer.body).issues[0].path).toBe("If-Match");
    }
  });
});

it.each(ALWAYS_WHOLE)("%s is answered whole to those who show its ETag", async (_name, path) => {
  const { etag = "" } = (await ask("GET", path)).headers;
  expect((await ask("GET", path, undefined, { "If-None-Match": etag })).status).toBe(200);
});

it.each(["record", "prompt"])("a %s that is as it was is 304", async (name) => {
  const [, path = ""] = EDITABLE.find(([each]) => each === name) ?? [];
  const { etag = "" } = (await ask("GET", path)).headers;
  for (const known of [etag, `W/${etag}`, `"x", ${etag}`, "*"]) {
    const answer = await ask("GET", path, undefined, { "If-None-Match": known });
    expect(answer).toMatchObject({ status: 304, body: null, headers: { etag } });
  }
  const other = await ask("GET", path, undefined, { "If-None-Match": '"0"' });
  expect(other.status).toBe(200);
});

it("use makes no ETag stale", async () => {
  const key = await createKey({ organizationId });
  const path = `/v1/api-keys/${key.id}`;
  const before = await ask("GET", path);
  await send(new Request(`${ORIGIN}/v1/flows`, { headers: key.headers }));
  await new Flusher().flush();
  await rollUp();
  const after = await ask("GET", path);
  expect(objectIn(after).lastUsedAt).not.toBeNull();
  expect(after.headers.etag).toBe(before.headers.etag);
  const sent = { ...objectIn(before), name: "Used meanwhile" };
  expect((await ask("PUT", path, sent)).status).toBe(200);
});

it("a secret that is sealed again has the ETag that it had", async () => {
  const id = belongings.secretId ?? "";
  const path = `/v1/secrets/${id}`;
  const before = await ask("GET", path);
  await prisma().organizationSecret.update({ where: { id }, data: { pepperVersion: 9 } });
  expect((await ask("GET", path)).headers.etag).toBe(before.headers.etag);
});

it("an expired key is extended with the object that GET shows, and works", async () => {
  const key = await createKey({ organizationId, expiresAt: new Date(Date.now() - 60_000) });
  const path = `/v1/api-keys/${key.id}`;
  const got = objectIn(await ask("GET", path));
  expect(got).toMatchObject({ status: "expired", isActive: false });
  const before = await databaseState();
  expect((await ask("PUT", path, got)).status).toBe(200);
  expect(await databaseState()).toEqual(before);
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
  const put = await ask("PUT", path, { ...got, expiresAt });
  expect(objectIn(put)).toMatchObject({ isActive: true, disabledAt: null, expiresAt });
  expect((await send(new Request(`${ORIGIN}/v1/me`, { headers: key.headers }))).status).toBe(200);
});

it("a surface shows whether it names all of its keys, and where the rest is", async () => {
  const { productId, surfaceId } = belongings;
  const path = `/v1/products/${productId}/surfaces/${surfaceId}`;
  const few = objectIn(await ask("GET", path));
  expect(few).toMatchObject({ keysHasMore: false, keysUrl: `${path}/keys` });
  const row = await prisma().apiKey.findUniqueOrThrow({ where: { id: keyId } });
  const { metadata: _, searchText: __, ...facts } = row;
  const more = Array.from({ length: 100 }, (_, at) => ({ ...facts, id: `${keyId}${at}` }));
  await prisma().apiKey.createMany({ data: more });
  const many = objectIn(await ask("GET", path));
  expect(many).toMatchObject({ keysHasMore: true, keys: expect.any(Array) });
  expect(Array.isArray(many.keys) && many.keys.length).toBe(100);
  expect((await ask("GET", String(many.keysUrl))).status).toBe(200);
});

it.each(
  BOUND.filter(({ http }) => http.status === 201).map((made) => [made.http.path, made] as const),
)("the Location of what %s makes can be read", (_path, { name, http }) => {
  const { input, output } = EXAMPLES[name] ?? {};
  const { Location } = entityHeaders(http, { ...input }, output);
  const read = BOUND.filter((contract) => contract.http.method === "GET").map((contract) =>
    contract.http.path.replaceAll(/\{\w+\}/g, "[a-z]+_[0-9a-z]{26}"),
  );
  const matching = read.filter((pattern) => new RegExp(`^${pattern}$`).test(Location ?? ""));
  expect([Location, matching.length]).toEqual([expect.any(String), 1]);
});

it("what was made says where it is, also when the request comes again", async () => {
  const name = { "Idempotency-Key": "made-once" };
  for (const _ of ["first", "again"]) {
    const made = await ask("POST", "/v1/prompts", { name: "Located", text: "x" }, name);
    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(`/v1/prompts/${objectIn(made).id}`);
    expect(made.headers.etag).toBe('"1"');
    expect((await ask("GET", made.headers.location ?? "")).status).toBe(200);
  }
});

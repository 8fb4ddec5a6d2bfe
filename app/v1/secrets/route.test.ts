import { describe, expect, it } from "vitest";
import { prisma } from "@/lib/db/prisma";
import type { Role } from "@/lib/policy/roles";
import { openSecret } from "@/lib/services/sealed-secret";
import { createKey } from "@/tests/factories/key";
import { createPerson } from "@/tests/factories/people";
import { makeRunnableFlow } from "@/tests/factories/surface";
import { idOf, productsApi } from "@/tests/support/products";

const owner = await createPerson();
const { organizationId } = owner.principal;
const ask = productsApi({ Authorization: `Bearer ${owner.token}` });

const VALUE = "a-value-of-twenty-six-char";
let made = 0;
function fields(more: object = {}) {
  made += 1;
  const hosts = ["api.example.com"];
  return { key: `KEY_${made}`, value: VALUE, environment: "test", hosts, ...more };
}

async function issuesOf(input: object): Promise<string[]> {
  const { status, body } = await ask("POST", "/secrets", input);
  expect(status).toBe(400);
  return Object(body).issues.map(({ path }: { path: string }) => path);
}

describe("a secret", () => {
  it("is created, listed, shown, changed and deleted, and its value is never answered", async () => {
    const input = fields({ description: "CRM", hosts: ["API.Example.com.", "10.0.0.1:8443"] });
    const created = await ask("POST", "/secrets", input);
    expect(created.status).toBe(201);
    expect(created.headers["cache-control"]).toBe("no-store");
    const id = idOf(created);
    const { value: _, ...shown } = input;
    const expected = {
      ...shown,
      id,
      hosts: ["api.example.com", "10.0.0.1:8443"],
      valuePreview: "…char",
      version: 1,
    };
    expect(created.body).toMatchObject(expected);
    const list = await ask("GET", "/secrets?search=crm&environment=test");
    expect(Object(list.body).data).toEqual([created.body]);
    const one = await ask("GET", `/secrets/${id}`);
    expect(one.body).toEqual({ ...Object(created.body), usedBy: [] });
    const value = "another-value-0123";
    const updated = await ask("PUT", `/secrets/${id}`, { value, hosts: ["b.example"] });
    expect(updated.body).toMatchObject({
      ...expected,
      hosts: ["b.example"],
      valuePreview: "…0123",
      version: 2,
    });
    for (const { body } of [created, list, one, updated]) {
      expect(JSON.stringify(body)).not.toMatch(/a-value-of|another-value/);
    }
    const row = await prisma().organizationSecret.findUniqueOrThrow({ where: { id } });
    expect(openSecret(row)).toBe(value);
    expect(() => openSecret({ ...row, id: "secret_other" })).toThrow();
    expect((await ask("DELETE", `/secrets/${id}`)).body).toEqual({ id, deleted: true });
    expect(await ask("GET", `/secrets/${id}`)).toMatchObject({
      status: 404,
      body: { error: "Not Found", details: "Secret not found" },
    });
  });

  it("is allowed another host only together with its value, and fewer hosts as they are", async () => {
    const id = idOf(await ask("POST", "/secrets", fields({ hosts: ["a.example", "b.example"] })));
    const more = { hosts: ["a.example", "b.example", "evil.example"] };
    for (const hosts of [more.hosts, ["evil.example"], ["a.example:8443"]]) {
      const refused = await ask("PUT", `/secrets/${id}`, { hosts, description: "Moved" });
      expect(refused.status).toBe(400);
      expect(Object(refused.body).issues).toEqual([
        { path: "hosts", message: "Send the value again to allow another host." },
      ]);
    }
    const kept = await ask("GET", `/secrets/${id}`);
    expect(kept.body).toMatchObject({ hosts: ["a.example", "b.example"], description: null });
    const fewer = await ask("PUT", `/secrets/${id}`, { hosts: ["B.example"] });
    expect(fewer).toMatchObject({ status: 200, body: { hosts: ["b.example"], version: 1 } });
    const value = "another-value-0123";
    const widened = await ask("PUT", `/secrets/${id}`, { ...more, value });
    expect(widened).toMatchObject({ status: 200, body: { ...more, version: 2 } });
    const environment = "production";
    expect((await ask("PUT", `/secrets/${id}`, { environment })).status).toBe(400);
  });

  it("has a key of its own in its environment", async () => {
    const input = fields();
    expect((await ask("POST", "/secrets", input)).status).toBe(201);
    expect(await ask("POST", "/secrets", input)).toMatchObject({
      status: 409,
      body: {
        error: "Conflict",
        details: "A secret of this key already exists in this environment",
      },
    });
    const elsewhere = { ...input, environment: "production" };
    expect((await ask("POST", "/secrets", elsewhere)).status).toBe(201);
  });

  it.each<readonly [string, object]>([
    ["key", { key: "A" }],
    ["key", { key: "A".repeat(101) }],
    ["key", { key: "A-B" }],
    ["value", { value: "1234567" }],
    ["value", { value: "a".repeat(10_001) }],
    ["value", { value: undefined }],
    ...[" ", "\n", "\t", "\u00a0", "\ufeff"].flatMap((space) => [
      ["value", { value: `${VALUE}${space}` }] as const,
      ["value", { value: `${space}${VALUE}` }] as const,
    ]),
    ["description", { description: "a".repeat(501) }],
    ["environment", { environment: undefined }],
    ["hosts", { hosts: undefined }],
    ["hosts", { hosts: [] }],
    ["hosts", { hosts: Array.from({ length: 21 }, (_, at) => `h${at}.example`) }],
    ["hosts.1", { hosts: ["a.example", "A.example"] }],
    ...["https://a.example", "a.example/x", "*.example", "a.example:0", "a b", ""].map(
      (host) => ["hosts.0", { hosts: [host] }] as const,
    ),
  ])("is refused for its %s", async (path, more) => {
    expect(await issuesOf(fields(more))).toEqual([path]);
  });

  it.each([
    ["of 2 and 8 characters", { key: "Ab", value: "12345678" }],
    ["of 100 and 10,000 characters", { key: "A".repeat(100), value: "v".repeat(10_000) }],
    ["with white space within", { value: "a value\nof two lines" }],
    ["that is an API key", { value: `rt_live_${"a".repeat(38)}` }],
    ["for 20 hosts", { hosts: Array.from({ length: 20 }, (_, at) => `h${at}.example`) }],
  ])("is taken %s", async (_what, more) => {
    expect((await ask("POST", "/secrets", fields(more))).status).toBe(201);
  });

  it("shows nothing of a short value", async () => {
    const { body } = await ask("POST", "/secrets", fields({ value: "12345678" }));
    expect(Object(body).valuePreview).toBe("…");
  });

  it("tells which flows name it, in their draft and as published", async () => {
    const input = fields();
    const id = idOf(await ask("POST", "/secrets", input));
    const step = (text: string) => ({
      id: "a",
      name: "a",
      type: "api-call",
      order: 0,
      enabled: true,
      config: { http: { url: "https://api.example.com", body: text, method: "POST" } },
    });
    const naming = step(`{{ secret:${input.key} }}`);
    const plain = step("{{secret:OTHER}}");
    const drafted = await makeRunnableFlow({ organizationId, steps: [naming] });
    const published = await makeRunnableFlow({
      organizationId,
      steps: [plain],
      published: [naming],
    });
    const { body } = await ask("GET", `/secrets/${id}`);
    expect(Object(body).usedBy).toMatchObject([
      { flowId: drafted, draft: true, published: false },
      { flowId: published, draft: false, published: true },
    ]);
  });
});

describe("who may", () => {
  it.each<[Role, number]>([
    ["owner", 201],
    ["admin", 201],
    ["member", 403],
    ["viewer", 403],
  ])("%s sees secrets, and creates one: %d", async (role, status) => {
    const { token } = await createPerson({ role, organizationId });
    const as = productsApi({ Authorization: `Bearer ${token}` });
    expect((await as("GET", "/secrets")).status).toBe(200);
    expect((await as("POST", "/secrets", fields())).status).toBe(status);
  });

  it("not a key, whatever it was granted", async () => {
    const { headers } = await createKey({ organizationId, permissions: ["*", "SECRETS:*"] });
    for (const method of ["GET", "POST"]) {
      const body = method === "POST" ? fields() : undefined;
      expect(await productsApi(headers)(method, "/secrets", body)).toMatchObject({
        status: 403,
        body: { error: "Forbidden", details: "This needs a signed-in person" },
      });
    }
  });

  it("nobody of another organization", async () => {
    const id = idOf(await ask("POST", "/secrets", fields()));
    const { token } = await createPerson();
    const as = productsApi({ Authorization: `Bearer ${token}` });
    for (const [method, body] of [
      ["GET", undefined],
      ["PUT", { hosts: ["a.b"] }],
      ["DELETE", undefined],
    ] as const) {
      expect((await as(method, `/secrets/${id}`, body)).status).toBe(404);
    }
    expect(Object((await as("GET", "/secrets")).body).data).toEqual([]);
  });

  it("and what was done stands in the record without the value", async () => {
    const id = idOf(await ask("POST", "/secrets", fields()));
    await ask("PUT", `/secrets/${id}`, { value: "another-value-0123" });
    await ask("DELETE", `/secrets/${id}`);
    const entries = await prisma().auditEntry.findMany({ where: { targetId: id } });
    expect(entries.map(({ action }) => action)).toEqual([
      "secret.create",
      "secret.update",
      "secret.delete",
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/a-value-of|another-value/);
  });
});

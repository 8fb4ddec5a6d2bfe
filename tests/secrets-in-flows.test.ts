import { createServer } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { createKey } from "./factories/key";
import { createPerson } from "./factories/people";
import { makeRunnableFlow } from "./factories/surface";
import type { Answer } from "./support/api";
import { listen } from "./support/listen";
import { idOf, productsApi } from "./support/products";

const heard: (string | undefined)[] = [];
const upstream = createServer(({ headers }, response) => {
  heard.push(headers.authorization);
  response.end("{}");
});
const here = `127.0.0.1:${await listen(upstream)}`;
process.env.RUNTYPE_OUTBOUND_HOSTS = "127.0.0.1";
afterAll(() => upstream.close());

const owner = await createPerson();
const { organizationId } = owner.principal;
const asOwner = productsApi({ Authorization: `Bearer ${owner.token}` });
const asKey = async (permissions = ["*"]) =>
  productsApi((await createKey({ organizationId, permissions })).headers);

const step = (id: string, type: string, config: object) => ({ id, name: id, type, config });
const call = (http: object) => step("call", "api-call", { http, outputVariable: "answer" });
const NAMING = call({
  method: "POST",
  url: `http://${here}/`,
  headers: { Authorization: "Bearer {{secret:TOKEN}}" },
});
const PLAIN = step("plain", "template", { template: "{{name}}", outputVariable: "plain" });
const value = "upstream-token-9f8e7d6c5b4a";

describe("a step that names a secret where none may stand", () => {
  const PLACES =
    "Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps";
  const url = "https://api.example.com/";
  const named = "x {{secret:TOKEN}}";

  it.each([
    ["a URL", step("a", "fetch-url", { http: { url: `${url}?key={{secret:TOKEN}}` } })],
    [
      "the name of a header",
      step("a", "fetch-url", { http: { url, headers: { "{{secret:TOKEN}}": "" } } }),
    ],
    [
      "the name of a member",
      step("a", "api-call", { http: { url, body: { "{{secret:TOKEN}}": 1 } } }),
    ],
    ["a template", step("a", "template", { template: named })],
    ["a script", step("a", "transform-data", { script: `return "${named}"` })],
    ["a condition", step("a", "conditional", { condition: "{{secret:TOKEN}} == 1" })],
    ["a text in a condition", step("a", "conditional", { condition: `'${named}' == 1` })],
    [
      "when it runs",
      { ...step("a", "template", { template: "x" }), when: "{{secret:TOKEN}} == 1" },
    ],
    ["a variable", step("a", "set-variable", { variableName: "v", value: [{ deep: named }] })],
    ["its name", { ...step("a", "template", { template: "x" }), name: "{{secret:TOKEN}}" }],
    ["a record", step("a", "get-record", { recordType: named, recordName: "x" })],
    [
      "a default value",
      step("a", "template", {
        template: "x",
        errorHandling: { onError: "continue", defaultValue: { a: named } },
      }),
    ],
    [
      "a branch",
      step("a", "conditional", {
        condition: "1 == 1",
        trueSteps: [step("b", "template", { template: named })],
      }),
    ],
  ])("in %s is 400, and says where it may", async (_place, naming) => {
    const { status, body } = await asOwner("POST", "/flows", { name: "Naming", steps: [naming] });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain(PLACES);
  });

  it("by what is no key is 400", async () => {
    for (const key of ["", "a", "1AB", "A-B", "A".repeat(101)]) {
      const http = { url, body: `{{secret:${key}}}` };
      const { status } = await asOwner("POST", "/flows", { name: "Naming", steps: [call(http)] });
      expect(status, key).toBe(400);
    }
  });
});

describe("a key and flows that use secrets", () => {
  const ONLY = { error: "Forbidden", details: "Only people can use secrets in flows" };
  const said = ({ status, body }: Answer) => ({ status, body });
  const refused = { status: 403, body: ONLY };
  const nested = step("if", "conditional", { condition: "1 == 1", falseSteps: [NAMING] });

  it.each([
    ["plain", [NAMING]],
    ["nested", [nested]],
    ["disabled", [{ ...NAMING, enabled: false }]],
  ])(
    "is refused to store, bring along, publish and expose steps that name one: %s",
    async (_what, steps) => {
      const key = await asKey();
      const flow = await makeRunnableFlow({ organizationId });
      expect(said(await key("POST", "/flows", { name: "Mine", steps }))).toEqual(refused);
      expect(said(await key("PUT", `/flows/${flow}`, { steps }))).toEqual(refused);
      expect(said(await key("POST", "/dispatch", { flow: { steps } }))).toEqual(refused);
      const id = idOf(await asOwner("POST", "/flows", { name: "Ours", steps }));
      expect(said(await key("POST", `/flows/${id}/publish`, {}))).toEqual(refused);
      await asOwner("POST", `/flows/${id}/publish`, {});
      await asOwner("PUT", `/flows/${id}`, { steps: [PLAIN] });
      const { rows } = await pool().query("SELECT id FROM flow_versions WHERE flow_id = $1", [id]);
      const again = { versionId: rows[0]?.id };
      expect(said(await key("POST", `/flows/${id}/publish`, again))).toEqual(refused);
      const product = { name: "Shop", template: { type: "rest_api", flowId: id } };
      expect(said(await key("POST", "/products", product))).toEqual(refused);
      const made = idOf(await asOwner("POST", "/products", { name: "Ours" }));
      const capability = { capabilityName: "Use", flowId: id };
      expect(said(await key("POST", `/products/${made}/capabilities`, capability))).toEqual(
        refused,
      );
    },
  );

  it("runs what a person published, and changes its name", async () => {
    const secret = { key: "TOKEN", value, environment: "production", hosts: [here] };
    expect((await asOwner("POST", "/secrets", secret)).status).toBe(201);
    const id = idOf(await asOwner("POST", "/flows", { name: "Ours", steps: [NAMING] }));
    await asOwner("POST", `/flows/${id}/publish`, {});
    const key = await asKey();
    const { body } = await key("POST", `/flows/${id}/run`, {});
    expect(body).toMatchObject({ outcome: "succeeded" });
    expect(heard.at(-1)).toBe(`Bearer ${value}`);
    expect((await key("PUT", `/flows/${id}`, { name: "Renamed" })).status).toBe(200);
    expect((await key("PUT", `/flows/${id}`, { steps: [PLAIN] })).status).toBe(200);
  });
});

describe("a credential that is written out in a step", () => {
  const literal = call({
    url: "https://api.example.com/",
    headers: { Authorization: "Bearer abc" },
  });
  const message = expect.stringContaining("write {{secret:KEY}}");

  it("is 400, with the way to do it right", async () => {
    const { status, body } = await asOwner("POST", "/flows", { name: "Literal", steps: [literal] });
    expect({ status, issues: Object(body).issues }).toEqual({
      status: 400,
      issues: [{ path: "steps.0.config.http.headers.Authorization", message }],
    });
    const token = `sk_live_${"a".repeat(24)}`;
    for (const config of [
      { url: `https://a.example/?k=${token}` },
      { url: "https://a.example/", body: { a: token } },
    ]) {
      const { status } = await asOwner("POST", "/flows", {
        name: "Literal",
        steps: [call(config)],
      });
      expect(status).toBe(400);
    }
  });

  it("stored before that still runs, and is masked for those who only read", async () => {
    const steps = [call({ url: `http://${here}/`, headers: { Authorization: "Bearer abc" } })];
    const id = await makeRunnableFlow({ organizationId, steps, published: steps });
    const { body } = await asOwner("POST", `/flows/${id}/run`, {});
    expect(body).toMatchObject({ outcome: "succeeded" });
    expect(heard.at(-1)).toBe("Bearer abc");
    const reader = await asKey(["FLOWS:READ"]);
    const readers = [`/flows/${id}`, `/flows/${id}/versions`, "/flows"];
    for (const path of readers) {
      expect(JSON.stringify((await reader("GET", path)).body)).not.toContain("Bearer abc");
    }
    expect(JSON.stringify((await asOwner("GET", `/flows/${id}`)).body)).toContain("Bearer abc");
  });
});

import { createServer, type IncomingMessage } from "node:http";
import { afterAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { drainExecutions } from "@/lib/executions/write-executions";
import { createPerson } from "./factories/people";
import { createSurfaceKey, makeOffer, makeSurface } from "./factories/surface";
import { send } from "./support/api";
import { listen } from "./support/listen";
import { idOf, productsApi } from "./support/products";
import { callRequest } from "./support/surface-requests";

const VALUE = "upstream-token-9f8e7d6c5b4a";
const base64 = Buffer.from(VALUE).toString("base64");
const heard: { headers: IncomingMessage["headers"]; body: string }[] = [];

const upstream = createServer(async (request, response) => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const { headers } = request;
  heard.push({ headers, body: Buffer.concat(chunks).toString() });
  const echo = { headers, body: heard.at(-1)?.body, base64, [VALUE]: encodeURIComponent(VALUE) };
  if (request.url === "/refuse") return response.writeHead(401).end(JSON.stringify(echo));
  if (request.url === "/text") return response.end(`<p>${VALUE.slice(0, 20)}`);
  return response.end(JSON.stringify(echo));
});
const port = await listen(upstream);
const here = `127.0.0.1:${port}`;
process.env.RUNTYPE_OUTBOUND_HOSTS = "127.0.0.1,localhost";
afterAll(() => upstream.close());

const owner = await createPerson();
const { organizationId } = owner.principal;
const asOwner = productsApi({ Authorization: `Bearer ${owner.token}` });

async function makeSecret(key: string, more: object = {}) {
  const fields = { key, value: VALUE, environment: "test", hosts: [here], ...more };
  return idOf(await asOwner("POST", "/secrets", fields));
}

await makeSecret("TOKEN");

const step = (id: string, type: string, config: object) => ({ id, name: id, type, config });
const call = (http: object) => step("call", "api-call", { http, outputVariable: "answer" });
const NAMING = call({
  method: "POST",
  url: `http://${here}/`,
  headers: { Authorization: "Bearer {{secret:TOKEN}}" },
  body: { token: "{{ secret:TOKEN }}", name: "{{name}}" },
});
const PLAIN = step("plain", "template", { template: "{{name}}", outputVariable: "plain" });

function run(steps: object[], input: object = {}, environment = "test") {
  return asOwner("POST", "/dispatch", { flow: { steps }, input, environment });
}

async function failureOf(steps: object[], environment = "test") {
  const { status, body } = await run(steps, {}, environment);
  expect(status).toBe(200);
  return Object(body).failure?.message;
}

describe("a secret that a step names", () => {
  it("is sent in headers and body, to the letter, and only once", async () => {
    heard.length = 0;
    const { body } = await run([NAMING], { name: "{{secret:TOKEN}}" });
    expect(body).toMatchObject({ outcome: "succeeded" });
    expect(heard).toHaveLength(1);
    expect(heard[0]?.headers.authorization).toBe(`Bearer ${VALUE}`);
    expect(JSON.parse(heard[0]?.body ?? "")).toEqual({ token: VALUE, name: "{{secret:TOKEN}}" });
  });

  it("holds its new value from the next run", async () => {
    const id = await makeSecret("TURNED");
    const steps = [call({ url: `http://${here}/`, headers: { "X-Api-Key": "{{secret:TURNED}}" } })];
    await run(steps);
    const value = "another-token-0123456789";
    expect((await asOwner("PUT", `/secrets/${id}`, { value })).status).toBe(200);
    await run(steps);
    expect(heard.slice(-2).map(({ headers }) => headers["x-api-key"])).toEqual([VALUE, value]);
  });

  it.each([
    ["that does not exist", "NONE", here, "There is no secret NONE for test runs."],
    ["of the other environment", "LIVE", here, "There is no secret LIVE for test runs."],
    ["for another port", "PORT", here, "The secret PORT must not be sent to 127.0.0.1."],
    ["for another host", "HOST", here, "The secret HOST must not be sent to 127.0.0.1."],
    [
      "by another name of its host",
      "TOKEN",
      `localhost:${port}`,
      "The secret TOKEN must not be sent to localhost.",
    ],
    ["in the clear", "CLEAR", "example.com", "The secret CLEAR is sent by https only."],
  ])("%s fails the step with a sentence, and nothing is sent", async (_what, key, at, message) => {
    if (key === "LIVE") await makeSecret(key, { environment: "production" });
    if (key === "PORT") await makeSecret(key, { hosts: ["127.0.0.1", `127.0.0.1:${port + 1}`] });
    if (key === "HOST") await makeSecret(key, { hosts: [`api.example.com:${port}`] });
    if (key === "CLEAR") await makeSecret(key, { hosts: ["example.com"] });
    heard.length = 0;
    const headers = { Authorization: `Bearer {{secret:${key}}}` };
    expect(await failureOf([call({ url: `http://${at}/`, headers })])).toBe(message);
    expect(heard).toEqual([]);
  });

  it("fails the step once it is deleted", async () => {
    const id = await makeSecret("GONE");
    await asOwner("DELETE", `/secrets/${id}`);
    const headers = { Authorization: "{{secret:GONE}}" };
    expect(await failureOf([call({ url: `http://${here}/`, headers })])).toBe(
      "There is no secret GONE for test runs.",
    );
  });

  it("of another organization is not found", async () => {
    const other = await createPerson();
    const theirs = productsApi({ Authorization: `Bearer ${other.token}` });
    const answer = await theirs("POST", "/dispatch", { flow: { steps: [NAMING] } });
    expect(Object(answer.body).failure.message).toBe("There is no secret TOKEN for test runs.");
  });
});

describe("what an upstream echoes of a secret", () => {
  const noTrace = (answer: unknown) => {
    const text = JSON.stringify(answer);
    for (const form of [VALUE, base64, VALUE.slice(0, 16)]) expect(text).not.toContain(form);
  };

  it("is masked in the answer, in later steps and in what is kept of the run", async () => {
    const later = step("later", "transform-data", {
      script: "return Object.keys(input.answer).join() + input.answer.headers.authorization",
    });
    const record = step("keep", "upsert-record", {
      recordType: "echo",
      recordName: "one",
      sourceVariable: "answer",
    });
    const { body } = await run([PLAIN, NAMING, record, later], { name: VALUE });
    expect(body).toMatchObject({ outcome: "succeeded" });
    expect(Object(body).output).toContain("Bearer ***");
    noTrace(body);
    await drainExecutions();
    const { executionId: id } = Object(body);
    noTrace(await prisma().flowExecution.findUniqueOrThrow({ where: { id } }));
    noTrace(await prisma().record.findMany({ where: { organizationId } }));
  });

  it("is masked in the answer to a customer and in the one that is kept for a repeat", async () => {
    const surface = await makeSurface({ organizationId });
    await makeOffer(surface, { organizationId, slug: "echo", steps: [NAMING] });
    const key = await createSurfaceKey(surface, { environment: "test" });
    const headers = { ...key.headers, "Idempotency-Key": "once-and-for-all-0123" };
    const asked = { headers, body: { name: key.plaintext } };
    const first = await send(callRequest(surface, "echo", asked));
    expect(first.status).toBe(200);
    noTrace(first.body);
    const { rows } = await pool().query(
      "SELECT convert_from(convert_to(body, 'UTF8'), 'UTF8') AS body FROM idempotency_keys",
    );
    noTrace(rows);
    expect(JSON.stringify(rows)).not.toContain(key.plaintext);
    expect((await send(callRequest(surface, "echo", asked))).headers["idempotent-replayed"]).toBe(
      "true",
    );
  });

  it("is masked where the text breaks off, and errors say nothing of it", async () => {
    const headers = { Authorization: "{{secret:TOKEN}}" };
    const cut = await run([call({ url: `http://${here}/text`, headers, responseType: "text" })]);
    expect(Object(cut.body).output).toBe("<p>***");
    const refused = await run([call({ url: `http://${here}/refuse`, headers })]);
    expect(Object(refused.body).failure.message).toBe("127.0.0.1 answered 401.");
    noTrace(refused.body);
  });
});

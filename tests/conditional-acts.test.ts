import { expect, it } from "vitest";
import { createPerson } from "./factories/people";
import { makeRunnableFlow } from "./factories/surface";
import { send } from "./support/api";
import { idsFrom, makeBelongings } from "./support/belongings";
import { BOUND, type Bound, ORIGIN } from "./support/contract-requests";
import { databaseState } from "./support/database-state";

const person = await createPerson();
const { organizationId } = person.principal;
const belongings = await makeBelongings(organizationId);

function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const sent = { Authorization: `Bearer ${person.token}`, ...headers };
  const typed = body === undefined ? sent : { ...sent, "Content-Type": "application/json" };
  const text = body === undefined ? {} : { body: JSON.stringify(body) };
  return send(new Request(ORIGIN + path, { method, headers: typed, ...text }));
}

function pathOf(contract: Bound): string {
  const names = [...contract.http.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? "");
  const ids = idsFrom(belongings, contract, names);
  return contract.http.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(ids[name]));
}

const ACTS = BOUND.filter(
  ({ http }) => http.method === "POST" && http.status === 200 && http.path.includes("{"),
).map((contract) => [contract.name, contract] as const);

it.each(ACTS)("%s asks If-Match, or refuses it, and does nothing", async (name, contract) => {
  const before = await databaseState();
  const answer = await ask("POST", pathOf(contract), {}, { "If-Match": '"0"' });
  if (name === "flow.run") {
    const message = "If-Match is not supported here. Leave it out.";
    expect(answer).toMatchObject({
      status: 400,
      body: { issues: [{ path: "If-Match", message }] },
    });
  } else expect(answer).toMatchObject({ status: 412, body: { error: "Precondition Failed" } });
  expect(await databaseState()).toEqual(before);
});

it("publishes no draft that was overtaken, by its ETag or its revision", async () => {
  const path = `/v1/flows/${await makeRunnableFlow({ organizationId })}`;
  const { etag = "" } = (await ask("GET", path)).headers;
  const put = await ask("PUT", path, { name: "Overtaken" });
  const seen = { revision: Number(JSON.parse(etag)) };
  expect((await ask("POST", `${path}/publish`, {}, { "If-Match": etag })).status).toBe(412);
  expect(await ask("POST", `${path}/publish`, seen)).toMatchObject({
    status: 409,
    body: { details: "The flow has changed since you last read it" },
  });
  expect((await ask("GET", path)).body).toMatchObject({ publishedVersion: null });
  const current = { "If-Match": String(put.headers.etag) };
  expect((await ask("POST", `${path}/publish`, undefined, current)).status).toBe(200);
});

it("a named request with another If-Match is another request", async () => {
  const path = `/v1/flows/${await makeRunnableFlow({ organizationId })}`;
  const { etag = "" } = (await ask("GET", path)).headers;
  const publish = (condition: Record<string, string>) =>
    ask("POST", `${path}/publish`, {}, { "Idempotency-Key": "publish-once", ...condition });
  expect((await publish({ "If-Match": etag })).status).toBe(200);
  await ask("PUT", path, { name: "Changed since" });
  const again = await publish({ "If-Match": etag });
  expect(again).toMatchObject({ status: 200, headers: { "idempotent-replayed": "true" } });
  const others: Record<string, string>[] = [{ "If-Match": '"9"' }, { "If-None-Match": etag }, {}];
  for (const other of others) {
    expect(await publish(other)).toMatchObject({
      status: 409,
      body: { details: "Idempotency-Key was used with another request" },
    });
  }
});

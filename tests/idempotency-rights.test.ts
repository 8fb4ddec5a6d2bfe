import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { pool } from "@/lib/db/pool";
import { prisma } from "@/lib/db/prisma";
import { DELEGABLE_PERMISSIONS } from "@/lib/policy/permissions";
import { createKey } from "./factories/key";
import { createOrganization, createPerson } from "./factories/people";
import { GREETING, keepingSteps, makeRunnableFlow } from "./factories/surface";
import { send } from "./support/api";

const organizationId = await createOrganization();

const newName = () => randomBytes(16).toString("hex");

function post(path: string, name: string, body: unknown, headers: Record<string, string>) {
  const sent = { ...headers, "Content-Type": "application/json", "Idempotency-Key": name };
  const url = `http://localhost/v1${path}`;
  return send(new Request(url, { method: "POST", headers: sent, body: JSON.stringify(body) }));
}

const flow = await makeRunnableFlow({ organizationId, published: keepingSteps("lost", "kept") });
const record = { type: "lost", name: "kept" };
const { headers: first } = await createKey({ organizationId });
await post("/records", newName(), record, first);
const virtual = { flow: { steps: [GREETING] }, record, options: { recordMode: "existing" } };
const product = { name: "Lost", template: { type: "rest_api", flowId: flow } };

describe("a repeat of an answered request", () => {
  it.each([
    ["/flows/{id}/run", `/flows/${flow}/run`, {}, "RECORDS:WRITE"],
    ["/dispatch of a flow", "/dispatch", { flow: { id: flow } }, "RECORDS:WRITE"],
    ["/dispatch with a stored record", "/dispatch", virtual, "RECORDS:READ"],
    ["/flows with steps", "/flows", { name: "a", steps: keepingSteps("a") }, "RECORDS:WRITE"],
    ["/products with a key", "/products", product, "SURFACE_KEYS:WRITE"],
    ["/products with a flow", "/products", product, "FLOWS:EXECUTE"],
  ])(
    "to %s is 403 without what its input needs, as a new one is",
    async (_, path, body, needed) => {
      const { id, headers } = await createKey({ organizationId });
      const set = (permissions: string[]) =>
        prisma().apiKey.update({ where: { id }, data: { permissions } });
      const name = newName();
      const ask = (as: string) => post(path, as, body, headers);
      expect((await ask(name)).headers["idempotent-replayed"]).toBeUndefined();
      await set(DELEGABLE_PERMISSIONS.filter((each) => each !== needed));
      const refused = { status: 403, body: { details: `Missing required permission: ${needed}` } };
      expect(await ask(newName())).toMatchObject(refused);
      expect(await ask(name)).toMatchObject(refused);
      await set(["*"]);
      expect((await ask(name)).headers["idempotent-replayed"]).toBe("true");
    },
  );

  it("keeps with the answer of a new key what granting its scopes asked for", async () => {
    const name = newName();
    const person = await createPerson({ organizationId, role: "owner" });
    const headers = { Authorization: `Bearer ${person.token}` };
    const body = { name: "granted", permissions: ["FLOWS:READ", "RECORDS:WRITE"] };
    expect((await post("/api-keys", name, body, headers)).status).toBe(201);
    const { rows } = await pool().query(
      "SELECT permissions FROM idempotency_keys WHERE principal_id = $1",
      [person.principal.userId],
    );
    expect(rows).toEqual([{ permissions: body.permissions }]);
  });
});

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createKey } from "@/tests/factories/key";
import { createPerson, type Person } from "@/tests/factories/people";
import { ask, type Question } from "@/tests/support/ask";
import { createInstallation, type Installation } from "@/tests/support/installation";
import { RawConnection } from "@/tests/support/raw-connection";
import { recordedUsage } from "@/tests/support/recorded-usage";
import { asOwner } from "@/tests/support/roles";
import { endServers, type ServerProcess, startServer } from "@/tests/support/server-process";
import { eventually } from "@/tests/support/traffic";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

let installation: Installation;
let person: Person;
let server: ServerProcess;

beforeAll(async () => {
  installation = await createInstallation();
  person = await createPerson();
  server = await startServer(installation, { RUNTYPE_LOG_LEVEL: "debug" });
});

afterAll(async () => {
  await endServers();
  installation.remove();
});

/** Shows a secret wherever a caller may put it by mistake. */
async function showEverywhere(secret: string): Promise<void> {
  const bearer = { Authorization: `Bearer ${secret}` };
  const session = { Authorization: `Bearer ${person.token}` };
  const name = { name: secret, type: secret, metadata: { [secret]: secret } };
  const asked: Question[] = [
    { headers: bearer },
    { headers: { ...session, "User-Agent": secret }, path: "/v1/flows" },
    { headers: { ...bearer, "User-Agent": secret, Referer: `http://x/?key=${secret}` } },
    { headers: { ...bearer, "X-API-Key": secret, "X-Forwarded-For": secret, Cookie: secret } },
    { headers: { ...bearer, "X-API-Key": `${secret}x`, "X-Request-Id": secret } },
    { headers: { Authorization: secret, "X-API-Key": secret } },
    { headers: bearer, path: `/v1/${secret}` },
    { headers: bearer, path: `/v1/flows/${secret}?key=${secret}` },
    { headers: bearer, path: `/v1/flows?${secret}=${secret}` },
    { headers: bearer, path: `/v1/flows?cursor=${secret}&search=${secret}` },
    { headers: bearer, method: "POST", path: "/v1/records", body: { ...name, [secret]: 1 } },
    { headers: bearer, method: "DELETE", path: `/v1/api-keys/${secret}` },
    { headers: session, method: "PUT", path: `/v1/api-keys/${secret}`, body: { name: secret } },
    { headers: session, method: "POST", path: "/v1/api-keys", body: { permissions: [secret] } },
  ];
  for (const each of asked) await ask(server, each);
  for (const line of [`BREW /v1/${secret} HTTP/1.1`, `GET /v1/${secret} oops`, secret]) {
    const connection = await RawConnection.open(server.port);
    connection.send(`${line}\r\nHost: ${secret}\r\nAuthorization: Bearer ${secret}\r\n\r\n`);
    connection.close();
    await connection.text();
  }
}

/** Makes what follows fail inside the server, with a cause that goes to the log. */
async function withBrokenTables(run: () => Promise<void>): Promise<void> {
  const tables = ["flows", "records", "audit_entries"];
  for (const table of tables) await asOwner(`ALTER TABLE ${table} RENAME TO ${table}_gone`);
  await run();
  for (const table of tables) await asOwner(`ALTER TABLE ${table}_gone RENAME TO ${table}`);
}

/** Every row of every table, as text. */
async function everythingStored(): Promise<string[]> {
  const { rows } = await asOwner(
    `SELECT quote_ident(tablename) AS name FROM pg_tables WHERE schemaname = 'public'`,
  );
  const parts = rows.map(async ({ name }) => {
    const { rows: lines } = await asOwner(`SELECT t::text AS line FROM ${name} t`);
    return lines.map(({ line }) => String(line));
  });
  return (await Promise.all(parts)).flat();
}

describe("a key that is shown wherever a caller can put it", () => {
  it("is stored nowhere but where the caller asked for it", async () => {
    const key = await createKey({ organizationId: person.principal.organizationId });
    const headers = { ...key.headers, "User-Agent": `agent ${key.plaintext}` };
    const paths = [
      "/v1/me",
      "/v1/records",
      `/v1/${key.plaintext}`,
      `/v1/flows/${key.plaintext}?a=${key.plaintext}`,
    ];
    for (const path of paths) await ask(server, { path, headers });
    await ask(server, { method: "DELETE", path: `/v1/flows/${key.plaintext}`, headers });
    await eventually(async () => {
      const { requestIds, waiting } = await recordedUsage(key.id);
      // A key in the address is refused before it is known whose request it is.
      return requestIds.length === 2 && waiting === 0 ? true : undefined;
    });
    const rows = await everythingStored();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter((row) => row.includes(key.plaintext.slice(11)))).toEqual([]);
  });

  it("is printed nowhere, whatever happens to the requests", async () => {
    const { organizationId } = person.principal;
    const good = await createKey({ organizationId });
    const dead = await createKey({ organizationId, revokedAt: new Date() });
    const secrets = [good.plaintext, dead.plaintext];
    for (const secret of secrets) await showEverywhere(secret);
    await withBrokenTables(() => showEverywhere(good.plaintext));
    await server.end();
    expect(server.output()).toContain("request failed");
    for (const secret of secrets) expect(server.output()).not.toContain(secret.slice(11));
  });
});

import { Client, type QueryResult } from "pg";
import { inject } from "vitest";
import { ROLES } from "../../scripts/postgres-roles.mjs";

export type Addresses = { application: string; owner: string; superuser: string };

/** A database of the test's PostgreSQL, owned by the owner; its addresses by role. */
export async function createDatabase(name: string, template: string): Promise<Addresses> {
  const strategy = template === "template0" ? "" : "STRATEGY FILE_COPY";
  await administer(
    `CREATE DATABASE ${name} OWNER ${ROLES.owner} TEMPLATE ${template} ${strategy}`,
    `REVOKE ALL ON DATABASE ${name} FROM PUBLIC`,
    `GRANT CONNECT ON DATABASE ${name} TO ${ROLES.application}`,
  );
  const { application, owner, superuser } = inject("cluster");
  return {
    application: addressOf(application, name),
    owner: addressOf(owner, name),
    superuser: addressOf(superuser, name),
  };
}

export function dropDatabase(name: string): Promise<void> {
  return administer(`DROP DATABASE ${name} WITH (FORCE)`);
}

/** Runs statements as the superuser, in no database of the product. */
export async function administer(...statements: string[]): Promise<void> {
  const address = addressOf(inject("cluster").superuser, "postgres");
  await withClient(address, async (client) => {
    for (const statement of statements) await client.query(statement);
  });
}

/** Runs what the product's own role may not, in the database of the test. */
export function asOwner(text: string, values: unknown[] = []): Promise<QueryResult> {
  return runAt(process.env.RUNTYPE_MIGRATION_DATABASE_URL ?? "", text, values);
}

/** Runs what neither may, there. */
export function asSuperuser(text: string): Promise<QueryResult> {
  const { pathname } = new URL(process.env.DATABASE_URL ?? "");
  return runAt(addressOf(inject("cluster").superuser, pathname.slice(1)), text);
}

export function runAt(address: string, text: string, values?: unknown[]): Promise<QueryResult> {
  return withClient(address, (client) => client.query(text, values));
}

async function withClient<T>(address: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: address });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function addressOf(address: string, database: string): string {
  const url = new URL(address);
  url.pathname = `/${database}`;
  return url.href;
}

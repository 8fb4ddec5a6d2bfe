import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { afterAll, inject } from "vitest";

const clusterUrl = new URL(inject("clusterUrl"));
const template = clusterUrl.pathname.slice(1);
const name = `test_${randomBytes(6).toString("hex")}`;

async function administer(statement: string) {
  const url = new URL(clusterUrl);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}

await administer(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
const url = new URL(clusterUrl);
url.pathname = `/${name}`;
process.env.DATABASE_URL = url.href;

afterAll(() => administer(`DROP DATABASE ${name} WITH (FORCE)`));

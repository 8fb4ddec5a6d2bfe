import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readDatabaseSchema } from "./support/database-schema";
import { readPrismaSchema, readPrismaSource, type Table } from "./support/prisma-schema";

const client = new Client({ connectionString: process.env.DATABASE_URL });
const wanted = readPrismaSchema();
let found: Record<string, Table> = {};

beforeAll(async () => {
  await client.connect();
  found = await readDatabaseSchema(client);
});

afterAll(() => client.end());

describe("the migrated database and the Prisma schema", () => {
  it("hold the same tables", () => {
    expect(Object.keys(found).sort()).toEqual(Object.keys(wanted).sort());
  });

  it.each(Object.keys(wanted))("agree on the columns, types and nullability of %s", (name) => {
    const [inDatabase, inSchema] = [found[name], wanted[name]];
    if (!inDatabase || !inSchema) throw new Error(`${name} is missing`);
    expect(inDatabase.columns).toEqual(inSchema.columns);
  });

  it.each(Object.keys(wanted))("agree on the keys and indexes of %s", (name) => {
    expect(found[name]?.keys.toSorted()).toEqual(wanted[name]?.keys.toSorted());
    expect(found[name]?.indexes.toSorted()).toEqual(wanted[name]?.indexes.toSorted());
  });

  it("take instants from the database's clock, which Prisma's now() and @updatedAt do not", () => {
    expect(readPrismaSource()).not.toMatch(/@default\(now\(\)\)|@updatedAt/);
  });
});

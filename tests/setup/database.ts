import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { createDatabase, dropDatabase } from "@/tests/support/roles";

const name = `test_${randomBytes(6).toString("hex")}`;
const { application, owner } = await createDatabase(name, "runtype");
// Tests run the product as the role that it has in an installation.
process.env.DATABASE_URL = application;
process.env.RUNTYPE_MIGRATION_DATABASE_URL = owner;

afterAll(() => dropDatabase(name));

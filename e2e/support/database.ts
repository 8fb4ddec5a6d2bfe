import { readFileSync } from "node:fs";
import pg from "pg";
import { z } from "zod";
import type { Role } from "@/lib/policy/roles";

const PORT = process.env.E2E_PORT || "4180";
const NOTE = `.data/test/e2e-${PORT}.json`;
const noted = z.object({ database: z.string(), peppers: z.string(), sessionSecret: z.string() });

/** Where the journeys go. */
export const ORIGIN = `http://localhost:${PORT}`;

/** What `scripts/serve-for-tests.mjs` serves: its database and its secrets. */
export function installation(): z.output<typeof noted> {
  return noted.parse(JSON.parse(readFileSync(NOTE, "utf8")));
}

/** One statement on the database of these journeys. */
export async function query(text: string, values: readonly unknown[]): Promise<void> {
  const client = new pg.Client(installation().database);
  await client.connect();
  try {
    await client.query(text, [...values]);
  } finally {
    await client.end();
  }
}

/** Gives a person another role, as an owner of their organization would. */
export function setRole(email: string, role: Role): Promise<void> {
  return query(
    "UPDATE memberships m SET role = $2 FROM users u WHERE u.id = m.user_id AND u.email = $1",
    [email, role],
  );
}

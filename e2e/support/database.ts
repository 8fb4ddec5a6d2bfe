import { readFileSync } from "node:fs";
import pg from "pg";
import type { Role } from "@/lib/policy/roles";

const PORT = process.env.E2E_PORT || "4180";
export const DATABASE_ADDRESS_FILE =
  process.env.E2E_DATABASE_FILE || `.data/test/e2e-database-${PORT}`;

/** Gives a person another role, as an owner of their organization would. */
export async function setRole(email: string, role: Role): Promise<void> {
  const client = new pg.Client(readFileSync(DATABASE_ADDRESS_FILE, "utf8"));
  await client.connect();
  try {
    await client.query(
      "UPDATE memberships m SET role = $2 FROM users u WHERE u.id = m.user_id AND u.email = $1",
      [email, role],
    );
  } finally {
    await client.end();
  }
}

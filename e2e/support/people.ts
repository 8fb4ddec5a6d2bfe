import { randomBytes } from "node:crypto";
import { hash } from "@node-rs/argon2";
import type { Page } from "@playwright/test";
import { encode } from "next-auth/jwt";
import { newId } from "@/lib/core/ids";
import { installation, query } from "./database";

const PASSWORD = "kettle orbit thistle 42";
const DAY_SECONDS = 86_400;
let passwordHash: Promise<string> | undefined;

/**
 * A new person with an organization of their own, signed in and at an address, or not yet at any.
 * Signing up and in by the screens has journeys of its own.
 */
export async function signUp(
  page: Page,
  address: string | null = "/settings/api",
): Promise<{ email: string }> {
  const email = `keys-${randomBytes(6).toString("hex")}@example.com`;
  const sessionId = newId("session");
  passwordHash ??= hash(PASSWORD);
  await query(
    `WITH organization AS (
       INSERT INTO organizations (id, name) VALUES ($1, 'Example Works') RETURNING id
     ), person AS (
       INSERT INTO users (id, email, name, password_hash) VALUES ($2, $3, 'Ada Example', $4) RETURNING id
     ), membership AS (
       INSERT INTO memberships (id, organization_id, user_id, role)
       SELECT $5, organization.id, person.id, 'owner' FROM organization, person
     )
     INSERT INTO sessions (id, user_id, organization_id, expires_at)
     SELECT $6, person.id, organization.id, now() + interval '1 day' FROM organization, person`,
    [
      newId("organization"),
      newId("user"),
      email,
      await passwordHash,
      newId("membership"),
      sessionId,
    ],
  );
  const secret = installation().sessionSecret;
  const value = await encode({ token: { sid: sessionId }, secret, maxAge: DAY_SECONDS });
  const cookie = { name: "next-auth.session-token", value, domain: "localhost", path: "/" };
  await page.context().addCookies([{ ...cookie, httpOnly: true, sameSite: "Lax" }]);
  if (address !== null) await page.goto(address);
  return { email };
}

import { randomBytes } from "node:crypto";
import { afterAll } from "vitest";
import { assertNoStray } from "./strict-output";

process.env.NEXTAUTH_SECRET ??= randomBytes(32).toString("base64url");
process.env.RUNTYPE_KEY_PEPPERS ??= `1:${randomBytes(32).toString("base64url")}`;
// Where a test has no database: an address at which none is.
process.env.DATABASE_URL ??= "postgresql://nobody@127.0.0.1:1/none";
process.env.NEXTAUTH_URL ??= "http://localhost:3000";

/** Threads that know no database and no setting; to start them takes a second. */
const KEPT = "runtypeSandboxes";

globalThis.runtypeOutputCheck = assertNoStray;

const before = { ...process.env };

// A worker runs many files and loads the product once: nothing of one file stays for the next.
afterAll(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  Object.assign(process.env, before);
  for (const name of Object.keys(globalThis)) {
    if (name.startsWith("runtype") && name !== KEPT) Reflect.set(globalThis, name, undefined);
  }
});

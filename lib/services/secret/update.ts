import "server-only";
import { updateSecretContract } from "@/lib/contracts/secret";
import { invalidField, notFound } from "@/lib/core/errors";
import { databaseNow } from "@/lib/db/database-now";
import { lockContent } from "@/lib/db/lock-content";
import { changesOf } from "@/lib/services/changes-of";
import { sealSecret } from "@/lib/services/sealed-secret";
import { SEALED, viewSecret } from "@/lib/services/secret/view";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";

export const updateSecret = defineWrite(updateSecretContract, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id, value, revision, ...shown } = input;
  const where = { id, organizationId: principal.organizationId };
  await lockContent(db, "organization_secrets", where);
  const current = await db.organizationSecret.findUnique({ where, omit: SEALED });
  if (!current) throw notFound("Secret");
  assertUnchanged(current.revision, { revision, precondition }, "secret");
  const changes = changesOf(current, shown);
  // Who does not know the value must not have it sent to a host of their own.
  if (value === undefined && changes.hosts?.some((host) => !current.hosts.includes(host))) {
    throw invalidField("hosts", "Send the value again to allow another host.");
  }
  // A value is not compared: who sends one may only know that it is the right one.
  const changed = [...(value === undefined ? [] : ["value"]), ...Object.keys(changes)];
  if (changed.length === 0) return { output: viewSecret(current), audit: NOTHING_CHANGED };
  const now = await databaseNow(db);
  const renewed = value !== undefined && {
    ...sealSecret(where, value),
    version: { increment: 1 },
    rotatedAt: now,
  };
  const row = await db.organizationSecret.update({
    where,
    data: { ...changes, ...renewed, updatedAt: now },
    omit: SEALED,
  });
  const { key, environment, hosts } = row;
  return {
    output: viewSecret(row),
    audit: { target: { type: "secret", id }, metadata: { key, environment, hosts, changed } },
  };
});

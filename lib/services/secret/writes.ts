import "server-only";
import { secretContracts } from "@/lib/contracts/secret/contracts";
import { invalidField, notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { sameSecret } from "@/lib/core/refusals";
import { lockContent } from "@/lib/db/content-locks";
import { orRefuse } from "@/lib/db/database-errors";
import { databaseNow } from "@/lib/db/prisma";
import { assertUnchanged, changesOf } from "@/lib/services/changes";
import { sealSecret } from "@/lib/services/sealed-secret";
import { defineWrite, NOTHING_CHANGED } from "@/lib/services/verb";
import { SEALED, viewSecret } from "./reads";

export const createSecret = defineWrite(secretContracts.create, async (context) => {
  const { principal, input, db } = context;
  const { value, ...shown } = input;
  const secret = { id: newId("organizationSecret"), organizationId: principal.organizationId };
  const row = await orRefuse(
    db.organizationSecret.create({
      data: { ...secret, ...shown, ...sealSecret(secret, value) },
      omit: SEALED,
    }),
    { duplicate: sameSecret() },
  );
  const { key, environment, hosts } = row;
  return {
    output: viewSecret(row),
    audit: { id: secret.id, metadata: { key, environment, hosts } },
  };
});

export const updateSecret = defineWrite(secretContracts.update, async (context) => {
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
  return { output: viewSecret(row), audit: { id, metadata: { key, environment, hosts, changed } } };
});

export const deleteSecret = defineWrite(secretContracts.delete, async (context) => {
  const { principal, input, db, precondition } = context;
  const { id } = input;
  const { key, environment, revision } = await orRefuse(
    db.organizationSecret.delete({
      where: { id, organizationId: principal.organizationId },
      select: { key: true, environment: true, revision: true },
    }),
    { missing: notFound("Secret") },
  );
  assertUnchanged(revision, { precondition }, "secret");
  return { output: { id, deleted: true as const }, audit: { id, metadata: { key, environment } } };
});

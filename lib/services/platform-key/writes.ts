import "server-only";
import type { z } from "zod";
import { platformKeyContracts } from "@/lib/contracts/platform-key/contracts";
import { platformKeyScreens } from "@/lib/contracts/platform-key/screen";
import { clock } from "@/lib/core/clock";
import { type AppError, invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { missingPermission, testKeysCannot } from "@/lib/core/refusals";
import { nameIn, PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import type { ApiKey } from "@/lib/db/generated/client";
import type { Transaction } from "@/lib/db/prisma";
import { maxLimit, usualLimit } from "@/lib/env";
import { type GrantRefusal, grantRefusal } from "@/lib/policy/grant";
import type { Principal } from "@/lib/policy/principal";
import type { Environment } from "@/lib/policy/roles";
import { expandScope } from "@/lib/policy/scopes";
import { assertHolds } from "@/lib/services/caller-rights";
import { changesOf, isNothing } from "@/lib/services/changes";
import {
  changeKeys,
  lifeChanges,
  revokeKey,
  revokeKeys,
  takeKey,
} from "@/lib/services/key/change-or-revoke-keys";
import { customerOfKey } from "@/lib/services/key/key-customer";
import { lastUseOf } from "@/lib/services/key/key-facts";
import { mintSecret, rotateSecret, SHOWN_ONCE } from "@/lib/services/key/secrets";
import { type Context, defineWrite } from "@/lib/services/verb";
import { revokeMinted, shortenMinted } from "./change-minted";
import { platformPlace, viewKey } from "./view";

export const createPlatformKey = defineWrite(platformKeyContracts.create, async (context) => {
  const { principal, input, db } = context;
  assertGrantable(principal, input.permissions, input.environment);
  assertLimits(input);
  const { organizationId } = principal;
  const { environment, name, permissions, allowedIps, customerId } = input;
  await customerOfKey(db, principal, { customerId });
  const key = { id: newId("key"), organizationId, kind: "platform" as const, environment };
  await db.apiKey.create({
    data: {
      ...key,
      name,
      permissions,
      allowedIps,
      customerId,
      ...perWindow(
        "limitPer",
        PLATFORM_WINDOWS,
        (window) => input[nameIn("rateLimitPer", window)] ?? usualLimit(window),
      ),
      expiresAt: input.expiresAt ? new Date(input.expiresAt) : null,
      createdById: principal.kind === "user" ? principal.userId : null,
    },
  });
  const { plaintext: plainKey } = await mintSecret(db, key);
  return {
    output: {
      apiKey: await viewKey(db, platformPlace(principal), key.id),
      plainKey,
      warning: SHOWN_ONCE,
    },
    audit: {
      id: key.id,
      metadata: {
        name,
        environment,
        permissions,
        allowedIps,
        customerId,
        expiresAt: input.expiresAt ?? null,
      },
    },
  };
});

type Update = z.output<typeof platformKeyContracts.update.input>;

export const updatePlatformKey = defineWrite(platformKeyContracts.update, async (context) => {
  const { principal, input, db, precondition } = context;
  const place = platformPlace(principal);
  const { id, ...asked } = input;
  const minted = await shortenMinted(db, principal, { keyIds: [id], ...asked });
  const key = await takeKey(db, place, { id, revision: input.revision, precondition });
  const added = (input.permissions ?? []).filter((scope) => !key.permissions.includes(scope));
  assertGrantable(principal, added, key.environment);
  assertLimits(input);
  await customerOfKey(db, principal, { customerId: input.customerId }, key.customerId);
  const changes = changesOf(key, await columnsOf(db, input, key));
  const changed = !isNothing(changes);
  if (changed) await db.apiKey.update({ where: { id }, data: changes });
  const own = changed
    ? [
        {
          id,
          metadata: {
            changed: Object.keys(changes),
            permissions: input.permissions ?? key.permissions,
          },
        },
      ]
    : [];
  return {
    output: {
      apiKey: await viewKey(db, place, id),
      timestamp: clock.now().toISOString(),
      ...minted.output,
    },
    audit: [...own, ...minted.audit],
  };
});

async function columnsOf(db: Transaction, input: Update, key: ApiKey) {
  return {
    name: input.name,
    permissions: input.permissions,
    allowedIps: input.allowedIps,
    customerId: input.customerId,
    ...perWindow("limitPer", PLATFORM_WINDOWS, (window) => input[nameIn("rateLimitPer", window)]),
    ...(await lifeChanges(db, input, [key])),
  };
}

type Rotation = z.output<typeof platformKeyContracts.rotate.input>;

export const rotatePlatformKey = defineWrite(platformKeyContracts.rotate, renew);

export const regeneratePlatformKey = defineWrite(platformKeyContracts.regenerate, renew);

async function renew({ principal, input, db, precondition }: Context<Rotation>) {
  const place = platformPlace(principal);
  const { key, plaintext } = await rotateSecret(db, place, { ...input, precondition });
  return {
    output: { apiKey: await viewKey(db, place, key.id), plainKey: plaintext, warning: SHOWN_ONCE },
    audit: { id: key.id, metadata: { name: key.name, graceSeconds: input.graceSeconds } },
  };
}

export const revokePlatformKey = defineWrite(platformKeyContracts.revoke, async (context) => {
  const { principal, input, db, precondition } = context;
  const place = platformPlace(principal);
  const { id, ...asked } = input;
  const minted = await revokeMinted(db, principal, { keyIds: [id], ...asked });
  const key = await revokeKey(db, place, principal, { ...input, precondition });
  return {
    output: {
      apiKey: await viewKey(db, place, id),
      timestamp: clock.now().toISOString(),
      ...minted.output,
    },
    audit: [{ id, metadata: { name: key.name, reason: input.reason ?? null } }, ...minted.audit],
  };
});

export const updatePlatformKeys = defineWrite(platformKeyScreens.updateMany, async (context) => {
  const { principal, input, db } = context;
  const { descendants, ...change } = input;
  const { keyIds, expiresAt } = change;
  const minted = await shortenMinted(db, principal, { keyIds, expiresAt, descendants });
  const place = platformPlace(principal);
  const changed = await changeKeys(db, place, principal, change);
  return {
    output: { ...changed.output, ...minted.output },
    audit: [...changed.audit, ...minted.audit],
  };
});

export const revokePlatformKeys = defineWrite(platformKeyScreens.revokeMany, async (context) => {
  const { principal, input, db } = context;
  const place = platformPlace(principal);
  const minted = await revokeMinted(db, principal, input);
  const { output, audit } = await revokeKeys(db, place, principal, input);
  const lastUsedAt = await lastUseOf(db, place, output.changed);
  return {
    output: { ...output, lastUsedAt, ...minted.output },
    audit: [...audit, ...minted.audit],
  };
});

/** Throws `forbidden` or `bad_request` when the granter may not put these scopes on such a key. */
function assertGrantable(
  granter: Principal,
  scopes: readonly string[],
  environment: Environment,
): void {
  for (const scope of scopes) {
    const refusal = grantRefusal(granter, scope, environment);
    if (refusal) throw refused(refusal);
    for (const permission of expandScope(scope) ?? []) assertHolds(granter, permission);
  }
}

function refused(refusal: GrantRefusal): AppError {
  switch (refusal.reason) {
    case "unknown":
      return invalidField(
        "permissions",
        `${refusal.scope} is not a permission that a key can hold.`,
      );
    case "environment":
      return testKeysCannot(`hold ${refusal.scope}`);
    case "not_held":
      return missingPermission(refusal.permission);
  }
}

/** Throws `bad_request` when a limit is above what the operator allows. */
function assertLimits(asked: Partial<Update>): void {
  for (const window of PLATFORM_WINDOWS) {
    const name = nameIn("rateLimitPer", window);
    if ((asked[name] ?? 0) <= maxLimit(window)) continue;
    throw invalidField(name, `Allow at most ${maxLimit(window)} requests per ${window}.`);
  }
}

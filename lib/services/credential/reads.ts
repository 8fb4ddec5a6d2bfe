import "server-only";
import { findKeyContract } from "@/lib/contracts/credential/contracts";
import { lookupHashes } from "@/lib/credentials/hash-secret";
import { parseCredential } from "@/lib/credentials/parse";
import { env } from "@/lib/env";
import { holds } from "@/lib/services/caller-rights";
import { defineRead } from "@/lib/services/verb";

const selection = {
  id: true,
  name: true,
  kind: true,
  productId: true,
  surfaceId: true,
  surface: { select: { id: true } },
} as const;

export const findKey = defineRead(findKeyContract, async ({ principal, input, db }) => {
  const credential = parseCredential(input.credential);
  if (!credential) return { key: null };
  const hashes = lookupHashes(credential, env().RUNTYPE_KEY_PEPPERS).map(
    (hash) => new Uint8Array(Buffer.from(hash, "hex")),
  );
  const secret = await db.apiSecret.findFirst({
    where: { organizationId: principal.organizationId, hash: { in: hashes } },
    select: { key: { select: selection } },
  });
  if (!secret) return { key: null };
  const { id, name, kind, productId, surfaceId, surface } = secret.key;
  const seen = holds(principal, kind === "platform" ? "API_KEYS:READ" : "SURFACE_KEYS:READ");
  if (!seen) return { key: null };
  const onSurface = productId !== null && surfaceId !== null;
  return {
    key: {
      id,
      name,
      surface: onSurface ? { productId, surfaceId, exists: surface !== null } : null,
    },
  };
});

import "server-only";
import { AppError } from "@/lib/core/errors";
import { parseCredential } from "@/lib/credentials/parse";
import { prisma } from "@/lib/db/prisma";
import { admitKey } from "@/lib/http/authenticate";
import type { Call } from "@/lib/http/call";
import { readSurfaceCredential } from "@/lib/http/credential";
import type { KeyPrincipal } from "@/lib/policy/principal";

/**
 * Who calls a surface: a key alone. Throws `unauthorized`, `forbidden`, `rate_limited`,
 * `bad_request` or `unavailable`.
 */
export async function admitSurfaceKey(headers: Headers, call: Call): Promise<KeyPrincipal> {
  const token = readSurfaceCredential(headers);
  const credential = token === undefined ? undefined : parseCredential(token);
  if (!credential) throw new AppError("unauthorized", "Invalid or missing API key");
  const principal = await admitKey(credential, call);
  if (principal.kind === "user" || principal.kind === "surfaceKey") {
    throw new AppError("unauthorized", "Invalid or missing API key");
  }
  if (credential.family.kind !== "surface") return principal;
  const row = await prisma().apiKey.findUniqueOrThrow({
    where: { id: principal.keyId },
    select: {
      productId: true,
      surfaceId: true,
      scoped: true,
      capabilities: { select: { capabilityId: true } },
    },
  });
  const { permissions: _, ...facts } = principal;
  return {
    ...facts,
    kind: "surfaceKey",
    productId: row.productId ?? "",
    surfaceId: row.surfaceId ?? "",
    capabilities: row.scoped ? row.capabilities.map(({ capabilityId }) => capabilityId) : "all",
  };
}

import "server-only";
import { sessionCookieName } from "@/lib/auth/session-token";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { openApiContract } from "@/lib/contracts/openapi";
import { buildDocument } from "@/lib/contracts/openapi/build-document";
import { env } from "@/lib/env";
import { definePublic } from "@/lib/services/verb";

let built: ReturnType<typeof buildDocument> | undefined;

export const getOpenApi = definePublic(openApiContract, async () => {
  built ??= buildDocument(ALL_CONTRACTS, {
    url: new URL(env().NEXTAUTH_URL).origin,
    sessionCookie: sessionCookieName(),
  });
  return { ...built };
});

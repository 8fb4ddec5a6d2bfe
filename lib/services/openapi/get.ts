import "server-only";
import { sessionCookieName } from "@/lib/auth/session-token";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { openApiContract } from "@/lib/contracts/openapi";
import { buildDocument } from "@/lib/contracts/openapi/build-document";
import { TextDocument } from "@/lib/core/text-document";
import { env } from "@/lib/env";
import { defineDocument } from "@/lib/services/verb";

let made: TextDocument | undefined;

/** The description of the public API; the server makes it at its start. */
export function platformDocument(): TextDocument {
  made ??= new TextDocument(
    JSON.stringify(
      buildDocument(ALL_CONTRACTS, {
        url: new URL(env().NEXTAUTH_URL).origin,
        sessionCookie: sessionCookieName(),
      }),
    ),
  );
  return made;
}

export const getOpenApi = defineDocument(openApiContract, async () => platformDocument());

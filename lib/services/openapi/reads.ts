import "server-only";
import type { oas31 } from "zod-openapi";
import { sessionCookieName } from "@/lib/auth/session-token";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { buildDocument } from "@/lib/contracts/openapi/build-document";
import { openApiContract } from "@/lib/contracts/openapi/contracts";
import { TextDocument } from "@/lib/core/text-document";
import { PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import { env, usualLimit } from "@/lib/env";
import { defineDocument } from "@/lib/services/verb";

let described: oas31.OpenAPIObject | undefined;
let made: TextDocument | undefined;

/** What the public API is, for the reference. */
export function platformDescription(): oas31.OpenAPIObject {
  described ??= buildDocument(ALL_CONTRACTS, {
    url: new URL(env().NEXTAUTH_URL).origin,
    sessionCookie: sessionCookieName(),
    defaultLimits: perWindow("per", PLATFORM_WINDOWS, usualLimit),
  });
  return described;
}

/** The description of the public API; the server makes it at its start. */
export function platformDocument(): TextDocument {
  made ??= new TextDocument(JSON.stringify(platformDescription()));
  return made;
}

export const getOpenApi = defineDocument(openApiContract, async () => platformDocument());

import type { oas31 } from "zod-openapi";
import type { Contract } from "@/lib/contracts/contract";
import { ruleOf } from "@/lib/policy/permissions";

const SESSION: oas31.SecurityRequirementObject[] = [{ sessionToken: [] }, { sessionCookie: [] }];
const SURFACE_KEY: oas31.SecurityRequirementObject[] = [
  { surfaceKey: [] },
  { surfaceKeyHeader: [] },
];

export function securitySchemes(sessionCookie: string): Record<string, oas31.SecuritySchemeObject> {
  return {
    apiKey: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "rt_live_… or rt_test_…",
      description:
        "An API key of Settings → API. `tv_live_` and `tv_test_` keys work the same way.",
    },
    surfaceKey: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "papi_…",
      description: "A key of the surface.",
    },
    surfaceKeyHeader: {
      type: "apiKey",
      in: "header",
      name: "X-API-Key",
      description: "A key of the surface, in a separate header.",
    },
    sessionToken: {
      type: "http",
      scheme: "bearer",
      bearerFormat: "session token",
      description: "The session of a signed-in person, as a token.",
    },
    sessionCookie: {
      type: "apiKey",
      in: "cookie",
      name: sessionCookie,
      description:
        "The session of a signed-in person. Requests that change something need an `Origin` of this site.",
    },
  };
}

/** Whether a key can get a good answer; where nobody has to say who they are, it counts too. */
export function opensToKeys(need: Contract["need"]): boolean {
  if (typeof need === "object") return ruleOf(need.permission).delegable;
  return need !== "person";
}

/** What opens a route: nothing, a session alone, or a key as well; `{}` is for nobody in particular. */
export function securityOf({ need, http }: Contract): oas31.SecurityRequirementObject[] {
  if (!opensToKeys(need)) return SESSION;
  const known = [{ apiKey: [] }, ...SESSION];
  if (need === "principal") return [...known, ...SURFACE_KEY];
  if (need !== "anyone") return known;
  // Those that may refuse their caller decide it for each surface.
  return http?.errors?.includes("unauthorized") ? [...SURFACE_KEY, ...known, {}] : [];
}

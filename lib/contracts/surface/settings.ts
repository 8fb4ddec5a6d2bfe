import { z } from "zod";
import { upTo } from "@/lib/contracts/fields";
import { limitField } from "@/lib/contracts/key/fields";
import { perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";

const MAX_ORIGINS = 50;

const stepId = upTo(z.string().min(1), 64);

/** Stands for every origin. */
const ANY = "*";

/** An origin as browsers send it: scheme, host and port, nothing after; no pattern of several. */
const originField = z.string().max(255).refine(isOrigin, {
  error: "Write it as https://app.example.com, without a path or pattern, or * for every origin.",
});

function isOrigin(text: string): boolean {
  if (text === ANY) return true;
  if (text.includes("*") || !/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  return new URL(text).origin === text;
}

/** What a surface is set to, beside its behaviour. */
export const surfaceConfigField = z.strictObject({
  type: z.literal("api").optional(),
  rateLimit: z
    .strictObject(perWindow("per", SURFACE_WINDOWS, () => limitField.nullable().optional()))
    .optional()
    .meta({ description: "The default limits of new keys." }),
  cors: z
    .strictObject({
      allowedOrigins: z
        .array(originField)
        .max(MAX_ORIGINS, `Name at most ${MAX_ORIGINS} origins.`)
        .refine((origins) => new Set(origins).size === origins.length, "List each origin once.")
        .refine(
          (origins) => !origins.includes(ANY) || origins.length === 1,
          "* allows every origin. Remove the others.",
        )
        .meta({ uniqueItems: true }),
    })
    .optional()
    .meta({
      description: "Origins whose pages can call the surface, or only `*` for all. None if absent.",
    }),
  portal: z.strictObject({ enabled: z.boolean() }).optional().meta({
    description:
      "Whether customers see their keys and usage of the surface in the portal. Default: not.",
  }),
  openapi: z
    .strictObject({ access: z.enum(["public", "key"]) })
    .optional()
    .meta({ description: "Who can read its OpenAPI document. Default: `key`." }),
});

/** How a call of a surface is answered. */
export const surfaceBehaviorField = z.strictObject({
  response: z
    .strictObject({
      mode: z.enum(["output", "all"]).meta({
        description:
          "`output` (default): the output of one step. `all`: every output by its variable.",
      }),
    })
    .optional(),
});

/** What an endpoint is set to. */
export const itemConfigField = z.strictObject({
  outputStep: stepId.nullable().optional().meta({
    description: "The id of the step whose output is returned. The last output if absent.",
  }),
});

type SurfaceConfig = z.output<typeof surfaceConfigField>;
type SurfaceBehavior = z.output<typeof surfaceBehaviorField>;
type ItemConfig = z.output<typeof itemConfigField>;

/** Settings as the database gives them back; what they do not hold is absent. */
export function storedConfig(value: unknown): SurfaceConfig {
  return surfaceConfigField.safeParse(value).data ?? {};
}

export function storedBehavior(value: unknown): SurfaceBehavior {
  return surfaceBehaviorField.safeParse(value).data ?? {};
}

export function storedItemConfig(value: unknown): ItemConfig {
  return itemConfigField.safeParse(value).data ?? {};
}

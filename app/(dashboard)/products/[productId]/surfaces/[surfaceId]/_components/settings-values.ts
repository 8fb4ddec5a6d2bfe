import { z } from "zod";
import { limitField } from "@/lib/contracts/key/fields";
import { type SurfaceView, surfaceContracts } from "@/lib/contracts/surface/contracts";
import { surfaceConfigField } from "@/lib/contracts/surface/settings";
import { readWhole } from "@/lib/core/whole-number";

const { name, environment } = surfaceContracts.create.input.shape;
const origins = surfaceConfigField.shape.cors.unwrap().shape.allowedOrigins;

/** Blank for none. */
const limit = z
  .string()
  .trim()
  .transform((text) => (text === "" ? null : (readWhole(text) ?? Number.NaN)))
  .pipe(limitField.nullable());

/** What the person sees, turned into what the verb takes. */
export const settingsSchema = z
  .object({
    name,
    environment: environment.unwrap(),
    mode: z.enum(["output", "all"]),
    perMinute: limit,
    perDay: limit,
    origins: z.string().transform(splitOrigins).pipe(origins),
    access: z.enum(["public", "key"]),
  })
  .transform(
    ({ name: called, environment: label, mode, perMinute, perDay, origins: pages, access }) => ({
      name: called,
      environment: label,
      behavior: { response: { mode } },
      config: {
        type: "api" as const,
        rateLimit: { perMinute, perDay },
        cors: { allowedOrigins: pages },
        openapi: { access },
      },
    }),
  );

export type SettingsValues = z.input<typeof settingsSchema>;

export function settingsValues({
  name: called,
  environment: label,
  behavior,
  config,
}: SurfaceView) {
  return {
    name: called,
    environment: label,
    mode: behavior.response?.mode ?? "output",
    perMinute: String(config.rateLimit?.perMinute ?? ""),
    perDay: String(config.rateLimit?.perDay ?? ""),
    origins: (config.cors?.allowedOrigins ?? []).join("\n"),
    access: config.openapi?.access ?? "key",
  } satisfies SettingsValues;
}

/** Where the issues of each field begin. */
const PATHS = {
  name: "name",
  environment: "environment",
  mode: "behavior.response",
  perMinute: "config.rateLimit.perMinute",
  perDay: "config.rateLimit.perDay",
  origins: "config.cors",
  access: "config.openapi",
} satisfies Record<keyof SettingsValues, string>;

/** The field that an issue of the verb belongs to. */
export function settingsField(path: string): keyof SettingsValues | undefined {
  return settingsSchema.in.keyof().options.find((field) => path.startsWith(PATHS[field]));
}

/** One to a line, or however people paste them; a closing slash is no part of an origin. */
function splitOrigins(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((origin) => origin.replace(/\/$/, ""));
}

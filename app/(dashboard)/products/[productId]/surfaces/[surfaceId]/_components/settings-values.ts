import { z } from "zod";
import { limitField } from "@/lib/contracts/key/fields";
import { type SurfaceView, surfaceContracts } from "@/lib/contracts/surface/contracts";
import { surfaceConfigField } from "@/lib/contracts/surface/settings";
import { readWhole } from "@/lib/core/exact-number";
import { nameIn, perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";

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
    ...perWindow("per", SURFACE_WINDOWS, () => limit),
    origins: z.string().transform(splitOrigins).pipe(origins),
    access: z.enum(["public", "key"]),
    portal: z.enum(["off", "on"]),
  })
  .transform(({ name: called, environment: label, mode, origins: pages, ...given }) => {
    const { access, portal, ...limits } = given;
    return {
      name: called,
      environment: label,
      behavior: { response: { mode } },
      config: {
        type: "api" as const,
        rateLimit: limits,
        cors: { allowedOrigins: pages },
        openapi: { access },
        portal: { enabled: portal === "on" },
      },
    };
  });

export type SettingsValues = z.input<typeof settingsSchema>;

export function settingsValues(surface: SurfaceView): SettingsValues {
  const { rateLimit, cors, openapi, portal } = surface.config;
  return {
    name: surface.name,
    environment: surface.environment,
    mode: surface.behavior.response?.mode ?? "output",
    ...perWindow("per", SURFACE_WINDOWS, (each) => String(rateLimit?.[nameIn("per", each)] ?? "")),
    origins: (cors?.allowedOrigins ?? []).join("\n"),
    access: openapi?.access ?? "key",
    portal: portal?.enabled ? "on" : "off",
  };
}

/** Where the issues of a field begin, when that is not its name. */
export const SETTINGS_PATHS = {
  mode: "behavior.response",
  ...perWindow("per", SURFACE_WINDOWS, (each) => `config.rateLimit.${nameIn("per", each)}`),
  origins: "config.cors",
  access: "config.openapi",
  portal: "config.portal",
} satisfies Partial<Record<keyof SettingsValues, string>>;

/** One to a line, or however people paste them; a closing slash is no part of an origin. */
function splitOrigins(text: string): string[] {
  return text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((origin) => origin.replace(/\/$/, ""));
}

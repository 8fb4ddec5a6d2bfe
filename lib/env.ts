import "server-only";
import { z } from "zod";
import { addressOf, type Host, isLoopback, readHost } from "@/lib/core/host";
import { coverMostOfInternet, ipRangeProblem } from "@/lib/core/ip-range";
import { peppers, sessionSecret, weakness } from "@/lib/core/secret-settings";
import {
  MAX_LIMITS,
  PLATFORM_WINDOWS,
  type PlatformWindow,
  USUAL_LIMITS,
  WINDOWS,
  type WindowName,
} from "@/lib/core/windows";

/** Decimal digits alone: nothing that a reader and the program could take for different numbers. */
function whole(least: number, most: number) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: "is not a whole number in decimal digits", abort: true })
    .transform(Number)
    .pipe(z.int().min(least, `is below ${least}`).max(most, `is above ${most}`));
}

/** Requests per window; what the database can count. */
const limit = whole(1, 2_147_483_647);

/** At most a century. */
const days = whole(1, 36_500);

const list = z
  .string()
  .default("")
  .transform((value) => (value.trim() === "" ? [] : value.trim().split(/\s*,\s*/)))
  .transform((entries) => entries.filter((entry) => entry !== ""));

const proxyList = list.superRefine((entries, context) => {
  for (const entry of entries) {
    const problem = ipRangeProblem(entry)?.replace(/\.$/, "");
    if (problem) context.addIssue({ code: "custom", message: `holds ${entry}. ${problem}` });
  }
  if (!coverMostOfInternet(entries.filter((entry) => !ipRangeProblem(entry)))) return;
  context.addIssue({
    code: "custom",
    message:
      "trusts most of the internet, so that callers could choose the address they are known by. Name the addresses of your proxies alone",
  });
});

/** Names or addresses, each with a port if only that one is meant. */
const hostList = list.transform((entries, context) =>
  entries.map((entry) => {
    const host = readHost(entry);
    if (host) return host;
    context.addIssue({ code: "custom", message: `holds ${entry}, which is no host or host:port` });
    return z.NEVER;
  }),
);

const dnsServers = list.superRefine((entries, context) => {
  for (const entry of entries) {
    if (addressOf(readHost(entry)?.host ?? "") !== undefined) continue;
    context.addIssue({ code: "custom", message: `holds ${entry}, which is no address` });
  }
});

/** Whom people write to, as a URI; a mail address becomes one. */
const contact = z.union(
  [
    z.email().transform((address) => `mailto:${address}`),
    z.string().regex(/^(https:\/\/|mailto:|tel:)[!-~]+$/),
  ],
  "is neither an email address nor a https:, mailto: or tel: address",
);

const fields = z.object({
  NODE_ENV: z.enum(["development", "production", "test"]).default("production"),
  DATABASE_URL: z.url({
    protocol: /^postgres(ql)?$/,
    error: "is missing or not a postgresql:// address",
  }),
  RUNTYPE_MIGRATION_DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "is not a postgresql:// address" })
    .optional(),
  HOST: z.string().min(1).default("127.0.0.1"),
  PORT: whole(1, 65_535).default(3000),
  NEXTAUTH_URL: z.url({ protocol: /^https?$/, error: "is not an http(s) address" }).optional(),
  RUNTYPE_ALLOWED_HOSTS: hostList,
  NEXTAUTH_SECRET: sessionSecret,
  RUNTYPE_KEY_PEPPERS: peppers,
  RUNTYPE_KEY_PREFIX: z.enum(["rt", "tv"]).default("rt"),
  RUNTYPE_ADMIN_EMAIL: z.email("is not an email address").optional(),
  RUNTYPE_ADMIN_PASSWORD: z
    .string()
    .min(8, "needs 8 or more characters")
    .max(128, "has more than 128 characters")
    .optional(),
  RUNTYPE_LIMIT_PER_HOUR: limit.default(USUAL_LIMITS.hour),
  RUNTYPE_LIMIT_PER_DAY: limit.default(USUAL_LIMITS.day),
  RUNTYPE_MAX_LIMIT_PER_MINUTE: limit.default(MAX_LIMITS.minute),
  RUNTYPE_MAX_LIMIT_PER_HOUR: limit.default(MAX_LIMITS.hour),
  RUNTYPE_MAX_LIMIT_PER_DAY: limit.default(MAX_LIMITS.day),
  RUNTYPE_DURABILITY: z.enum(["durable", "relaxed"]).default("durable"),
  RUNTYPE_SNAPSHOTS: whole(0, 10_000_000).default(200_000),
  RUNTYPE_TRUSTED_PROXIES: proxyList,
  RUNTYPE_FORWARDED_HEADER: z.enum(["forwarded", "x-forwarded-for"]).default("x-forwarded-for"),
  RUNTYPE_CALLER_ADDRESS: z.enum(["truncated", "hashed", "full"]).default("truncated"),
  RUNTYPE_SECURITY_CONTACT: contact.optional(),
  RUNTYPE_USAGE_EVENT_DAYS: days.default(90),
  RUNTYPE_USAGE_ROLLUP_DAYS: days.default(730),
  RUNTYPE_EXECUTION_DATA: z.enum(["all", "failed", "none"]).default("all"),
  RUNTYPE_EXECUTION_DAYS: days.default(30),
  RUNTYPE_SIGN_UP: z.enum(["invite", "open"]).default("invite"),
  RUNTYPE_SESSION_IDLE_HOURS: whole(1, 876_000).default(72),
  RUNTYPE_SESSION_MAX_DAYS: days.default(30),
  RUNTYPE_FLOW_MS: whole(1, 600_000).default(30_000),
  RUNTYPE_SCRIPT_MS: whole(1, 60_000).default(1_000),
  RUNTYPE_SCRIPT_MB: whole(32, 1_024).default(64),
  RUNTYPE_OUTBOUND_HOSTS: hostList,
  RUNTYPE_DNS_SERVERS: dnsServers,
  RUNTYPE_LOG_LEVEL: z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
});

const limited = fields.superRefine((settings, context) => {
  for (const window of PLATFORM_WINDOWS) {
    const { setting } = WINDOWS[window];
    const most = settings[`RUNTYPE_MAX_LIMIT_PER_${setting}`];
    if (settings[`RUNTYPE_LIMIT_PER_${setting}`] <= most) continue;
    const message = `is above RUNTYPE_MAX_LIMIT_PER_${setting}, which is ${most}`;
    context.addIssue({ code: "custom", path: [`RUNTYPE_LIMIT_PER_${setting}`], message });
  }
});

const schema = limited.transform((settings, context) => {
  const NEXTAUTH_URL = settings.NEXTAUTH_URL ?? ownAddress(settings);
  if (NEXTAUTH_URL !== undefined) return { ...settings, NEXTAUTH_URL };
  const message = `is ${settings.HOST}, which other machines can reach: set NEXTAUTH_URL to the address that people open, or RUNTYPE_ALLOWED_HOSTS to the hosts to serve`;
  context.addIssue({ code: "custom", path: ["HOST"], message });
  return z.NEVER;
});

type Place = { HOST: string; PORT: number; RUNTYPE_ALLOWED_HOSTS: Host[] };

/** The public address where none is set; nobody can guess it for a server that others can reach. */
function ownAddress({ HOST, PORT, RUNTYPE_ALLOWED_HOSTS: [first] }: Place): string | undefined {
  if (isLoopback(HOST)) return `http://localhost:${PORT}`;
  if (!first) return undefined;
  return `http://${first.host}${first.port === undefined ? "" : `:${first.port}`}`;
}

export type Env = z.output<typeof schema>;

export const ENV_NAMES = Object.keys(fields.shape);

/** Names of ours that are no settings of the process. */
export const OTHER_NAMES = [
  "RUNTYPE_API_KEY",
  "RUNTYPE_BROWSER",
  "RUNTYPE_DIST_DIR",
  "RUNTYPE_PROOF",
  "RUNTYPE_SURFACE_API_KEY",
  "RUNTYPE_TEST_KEY",
];

declare global {
  var runtypeEnv: Env | undefined;
}

const ZOD_PREFIX = /^(Invalid|Too) \w+: /;

/** A setting that is missing or wrong; the message names each and says what to do. */
export class EnvError extends Error {
  override name = "EnvError";
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  const unknown = Object.keys(given).filter(isUnknown);
  if (parsed.success && unknown.length === 0) return parsed.data;
  const wrong = (parsed.error?.issues ?? []).map(
    ({ path, message }) => `${path.join(".")} ${message.replace(ZOD_PREFIX, "is wrong: ")}.`,
  );
  const lines = [...wrong, ...unknown.map((name) => `${name} is not the name of a setting.`)];
  throw new EnvError(lines.join("\n"));
}

/** A misspelt name would leave its setting at the default. */
function isUnknown(name: string): boolean {
  return name.startsWith("RUNTYPE_") && ![...ENV_NAMES, ...OTHER_NAMES].includes(name);
}

/** What is unwise about settings and yet may be meant. */
export function warningsOf({ HOST, NEXTAUTH_URL, RUNTYPE_KEY_PEPPERS }: Env): string[] {
  const warnings = [...RUNTYPE_KEY_PEPPERS]
    .filter(([, pepper]) => weakness(pepper) !== undefined)
    .map(
      ([version, pepper]) =>
        `Warning: version ${version} of RUNTYPE_KEY_PEPPERS ${weakness(pepper)}. Rotate the keys that it is needed for (npm run peppers).`,
    );
  if (!isLoopback(HOST) && !NEXTAUTH_URL.startsWith("https:")) {
    warnings.push(
      `Warning: HOST is ${HOST} and NEXTAUTH_URL is not https, so keys and passwords can be read on the way. Put a proxy with https before it, and set NEXTAUTH_URL to its address.`,
    );
  }
  return warnings;
}

/** The settings of this process, read once; throws {@link EnvError}. */
export function env(): Env {
  globalThis.runtypeEnv ??= parseEnv(process.env);
  return globalThis.runtypeEnv;
}

/** Requests that a platform key may make in a window when nobody says. */
export function usualLimit(window: PlatformWindow): number {
  return env()[`RUNTYPE_LIMIT_PER_${WINDOWS[window].setting}`];
}

/** The most that a key can be allowed. */
export function maxLimit(window: WindowName): number {
  return env()[`RUNTYPE_MAX_LIMIT_PER_${WINDOWS[window].setting}`];
}

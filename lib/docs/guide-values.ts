import "server-only";
import { SHARED_EXAMPLES } from "@/lib/contracts/openapi/error-examples";
import { CALL_ERRORS } from "@/lib/contracts/surface-openapi/call-responses";
import { type AppError, ERROR_TABLE, notFound } from "@/lib/core/errors";
import { GRACES } from "@/lib/core/keys";
import { keyReused, missingPermission } from "@/lib/core/refusals";
import { PLATFORM_WINDOWS, perWindow, WINDOW_NAMES } from "@/lib/core/windows";
import { platformPrefix } from "@/lib/credentials/families";
import { env, maxLimit, usualLimit } from "@/lib/env";
import { DELEGABLE_PERMISSIONS, PERMISSIONS, type Permission } from "@/lib/policy/permissions";
import { ROLES, type Role } from "@/lib/policy/roles";
import { DEFAULT_PERMISSIONS, PERMISSION_TEMPLATES } from "@/lib/policy/templates";

/** What the guides say of this installation and of the product's own tables, by name. */
export function guideValues(): Readonly<Record<string, string>> {
  const settings = env();
  return {
    origin: new URL(settings.NEXTAUTH_URL).origin,
    livePrefix: platformPrefix(settings.RUNTYPE_KEY_PREFIX, "production"),
    testPrefix: platformPrefix(settings.RUNTYPE_KEY_PREFIX, "test"),
    ...limitValues(),
    usageEventDays: number(settings.RUNTYPE_USAGE_EVENT_DAYS),
    usageRollupDays: number(settings.RUNTYPE_USAGE_ROLLUP_DAYS),
    executionDays: number(settings.RUNTYPE_EXECUTION_DAYS),
    flowSeconds: number(settings.RUNTYPE_FLOW_MS / 1_000),
    defaultScopes: DEFAULT_PERMISSIONS.map(code).join(" and "),
    graceSeconds: GRACES.map((each) => code(String(each))).join(", "),
    scopeTable: scopeTable(),
    templateTable: table(
      ["Template", "Scopes", "For"],
      PERMISSION_TEMPLATES.map(({ label, permissions, description }) => [
        label,
        permissions.map(code).join(", "),
        description,
      ]),
    ),
    roleTable: roleTable(),
    errorTable: errorTable(),
    surfaceErrorTable: surfaceErrorTable(),
  };
}

/** Limits for texts, such as `limitPerHour`, and for examples, such as `limitPerHourPlain`. */
function limitValues(): Record<string, string> {
  const limits = {
    ...perWindow("limitPer", PLATFORM_WINDOWS, usualLimit),
    ...perWindow("maxLimitPer", WINDOW_NAMES, maxLimit),
  };
  const named = Object.entries(limits).flatMap(([name, limit]) => [
    [name, number(limit)],
    [`${name}Plain`, String(limit)],
  ]);
  return Object.fromEntries(named);
}

function scopeTable(): string {
  const rows = DELEGABLE_PERMISSIONS.map((name) => {
    const { label, environments } = PERMISSIONS[name];
    return [code(name), label, environments.length > 1 ? "test, production" : "production"];
  });
  return table(["Scope", "What a key can do with it", "Environments"], rows);
}

function roleTable(): string {
  const rows = Object.entries(PERMISSIONS).map(([name, { label, roles }]) => {
    const held: readonly Role[] = roles;
    return [code(name), label, ...ROLES.map((role) => (held.includes(role) ? "yes" : "no"))];
  });
  return table(["Permission", "Allows", ...ROLES], rows);
}

function errorTable(): string {
  const details: Partial<Record<string, readonly { value: Record<string, unknown> }[]>> =
    SHARED_EXAMPLES;
  const rows = Object.entries(ERROR_TABLE).map(([name, [status, error]]) => {
    const examples = (details[name] ?? []).map(({ value }) => code(String(value.details)));
    return [String(status), code(error), examples.join("<br>") || MORE[name] || ""];
  });
  return table(["Status", "`error`", "`details`, for example"], rows);
}

function surfaceErrorTable(): string {
  const rows = Object.entries(CALL_ERRORS).flatMap(([status, { examples }]) => {
    const errors = [...new Set(examples.map(({ value }) => String(value.error)))];
    return errors.map((error) => {
      const said = examples.flatMap(({ value: { error: its, details } }) =>
        its === error && details !== undefined ? [code(String(details))] : [],
      );
      return [status, code(error), said.join("<br>")];
    });
  });
  return table(["Status", "`error`", "`details`, for example"], rows);
}

/** Of errors whose words depend on what was asked. */
const MORE: Readonly<Record<string, string>> = {
  forbidden: said(missingPermission("FLOWS:WRITE" satisfies Permission)),
  not_found: said(notFound("Flow")),
  conflict: said(keyReused()),
};

function said({ details }: AppError): string {
  return code(details);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function code(text: string): string {
  return `\`${text}\``;
}

function number(value: number): string {
  return value.toLocaleString("en-US");
}

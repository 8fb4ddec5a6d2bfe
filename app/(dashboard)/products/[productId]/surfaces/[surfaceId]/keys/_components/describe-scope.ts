import type { SurfaceKeyCapability } from "@/lib/contracts/surface-key/screen";
import type { Environment } from "@/lib/policy/roles";

export type Scope = {
  environment: Environment;
  scoped: boolean;
  /** Those that the key names. */
  capabilities: readonly Pick<SurfaceKeyCapability, "name" | "enabled">[];
};

const MAX_NAMED = 4;

/** One sentence that says what a key can do. */
export function describeScope(
  { environment, scoped, capabilities }: Scope,
  verb: "can" | "will be able to",
): string {
  const what = environment === "test" ? ", on test data" : ", on live data";
  if (!scoped) {
    return `This key ${verb} call every capability of this surface${what}, including those added later.`;
  }
  const names = capabilities.map(({ name, enabled }) => (enabled ? name : `${name} (off)`));
  if (names.length === 0) {
    return verb === "can"
      ? "This key cannot call anything because its capabilities were removed."
      : "This key will not be able to call anything yet. Choose its capabilities.";
  }
  return `This key ${verb} call ${listed(names)}${what}. Nothing else.`;
}

function listed(names: readonly string[]): string {
  const shown =
    names.length > MAX_NAMED
      ? [...names.slice(0, MAX_NAMED - 1), `${names.length - MAX_NAMED + 1} more`]
      : names;
  const last = shown.at(-1) ?? "";
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}

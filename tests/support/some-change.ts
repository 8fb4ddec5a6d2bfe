import fc from "fast-check";
import type { Change, ColumnChange } from "./world-changes";

export const someKey = fc.nat({ max: 3 });
const column = (
  table: ColumnChange["table"],
  name: string,
  value: fc.Arbitrary<unknown>,
): fc.Arbitrary<Change> =>
  fc.record({ table: fc.constant(table), key: someKey, column: fc.constant(name), value });

const someEnd = fc.constantFrom(null, 0, 40, 40, 40, 3_600);
const someDeath = fc.constantFrom(null, null, null, 0);
const someLimit = fc.constantFrom(null, 1, 10, 30);
const often = fc.constantFrom(true, true, false);
const someUnits = fc.constantFrom(null, 0, 4, 20);
const someMode = fc.constantFrom("hard", "soft");
const rarely = (value: unknown) => fc.constantFrom(null, null, value);
const unlimited = fc.constantFrom([], ["limit_per_hour"], ["units_per_month", "limit_per_minute"]);

/** A change of what decisions rest on. */
export const someChange: fc.Arbitrary<Change> = fc.oneof(
  column("api_keys", "limit_per_minute", someLimit),
  column("api_keys", "limit_per_hour", someLimit),
  column("api_keys", "limit_per_day", someLimit),
  { weight: 4, arbitrary: column("api_keys", "expires_at", someEnd) },
  { weight: 4, arbitrary: column("api_secrets", "retire_at", someEnd) },
  { weight: 3, arbitrary: column("api_keys", "disabled_at", someDeath) },
  { weight: 3, arbitrary: column("api_keys", "revoked_at", someDeath) },
  column("api_keys", "allowed_ips", fc.constantFrom([], ["10.0.0.0/8"])),
  column("api_keys", "name", fc.constantFrom("One", "Other")),
  column("surfaces", "status", fc.constantFrom("active", "paused")),
  column("surface_items", "enabled", often),
  column("capabilities", "enabled", often),
  column("flows", "published_version", fc.constantFrom(null, 1, 2)),
  column("capabilities", "weight", fc.constantFrom(0, 1, 3, 7)),
  { weight: 2, arbitrary: column("api_keys", "customer_id", fc.constantFrom(null, 0, 1)) },
  { weight: 3, arbitrary: column("customers", "status", fc.constantFrom("active", "suspended")) },
  { weight: 2, arbitrary: column("customers", "plan_id", fc.constantFrom(null, 0, 1)) },
  column("customers", "limit_per_minute", someLimit),
  column("customers", "limit_per_hour", someLimit),
  column("customers", "units_per_month", someUnits),
  column("customers", "quota_mode", rarely("soft")),
  column("customers", "unlimited", unlimited),
  { weight: 3, arbitrary: column("plans", "limit_per_minute", someLimit) },
  { weight: 2, arbitrary: column("plans", "limit_per_day", someLimit) },
  { weight: 2, arbitrary: column("plans", "units_per_month", someUnits) },
  column("plans", "quota_mode", someMode),
  { weight: 2, arbitrary: fc.record({ isGranted: often }) },
  { weight: 2, arbitrary: fc.record({ isThere: often }) },
);

import "server-only";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";
import { notFound } from "@/lib/core/errors";
import { nameIn, PLATFORM_WINDOWS, perWindow } from "@/lib/core/windows";
import type { Prisma } from "@/lib/db/generated/client";
import type { KeyPlace, KeyState } from "@/lib/db/key-status";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { factColumns, keyFacts, keyState, rowsOfStates } from "@/lib/services/key/key-facts";

const selection = {
  ...factColumns,
  name: true,
  permissions: true,
  allowedIps: true,
  ...perWindow("limitPer", PLATFORM_WINDOWS, () => true as const),
  customerId: true,
} as const satisfies Prisma.ApiKeySelect;

type KeyRow = Prisma.ApiKeyGetPayload<{ select: typeof selection }>;

/** The platform keys of a caller's organization. */
export function platformPlace({ organizationId }: Principal) {
  return { organizationId, kind: "platform" as const } satisfies KeyPlace;
}

/** The views of keys, in the order of their states; states of vanished keys are left out. */
export async function viewKeys(
  db: Transaction,
  states: readonly KeyState[],
): Promise<PlatformKeyView[]> {
  const rows = await db.apiKey.findMany({
    where: { id: { in: states.map(({ id }) => id) } },
    select: selection,
  });
  return rowsOfStates(states, rows).map(({ row, state }) => toView(row, state));
}

/** One platform key; throws `not_found`. */
export async function viewKey(
  db: Transaction,
  place: KeyPlace,
  id: string,
): Promise<PlatformKeyView> {
  const [view] = await viewKeys(db, [await keyState(db, place, id)]);
  if (!view) throw notFound("API key");
  return view;
}

function toView(row: KeyRow, state: KeyState): PlatformKeyView {
  const { facts, hint } = keyFacts(row, state);
  return {
    ...facts,
    name: row.name,
    searchHint: hint,
    permissions: row.permissions,
    isTestKey: row.environment === "test",
    canReveal: false,
    allowedIps: row.allowedIps,
    ...perWindow("rateLimitPer", PLATFORM_WINDOWS, (window) => row[nameIn("limitPer", window)]),
    customerId: row.customerId,
  };
}

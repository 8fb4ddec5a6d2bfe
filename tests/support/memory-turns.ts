import { WINDOW_NAMES } from "@/lib/core/windows";
import type { CustomerSnapshot, Turn, TurnBatch } from "@/lib/decisions/decision-store";
import {
  type Allowed,
  isOver,
  limitsOf,
  type ModelCustomer,
  type ModelKey,
  type ModelWorld,
  monthAt,
  usedAt,
  windowsAt,
} from "./model-world";

export function customerOf(
  { customers }: ModelWorld,
  id: string | null | undefined,
): ModelCustomer | undefined {
  return customers.find(({ row }) => row.id === id);
}

/** What a customer may use: by its own row, else by its plan. */
export function readCustomer(
  { plans }: ModelWorld,
  { row, revision }: ModelCustomer,
): CustomerSnapshot {
  const plan = plans.find((each) => each.row.id === row.plan_id);
  const allowed = (column: keyof Allowed) =>
    row.unlimited.includes(column) ? null : (row[column] ?? plan?.row[column] ?? null);
  const units = allowed("units_per_month");
  const isHard = (row.quota_mode ?? plan?.row.quota_mode) !== "soft";
  return {
    customerId: row.id,
    revision,
    plan: plan ? { planId: plan.row.id, state: plan.state } : null,
    limits: WINDOW_NAMES.map((name) => allowed(`limit_per_${name}`)),
    quota: units === null ? null : { units, isHard },
    spendCap: null,
    isPriced: false,
  };
}

/** Charges requests one after the other, in the plainest way; by their positions, from 1. */
export function chargeTurns(world: ModelWorld, batch: TurnBatch, at: number): Map<number, Turn> {
  const { keys, customers, asks } = batch;
  const found = new Map<number, Turn>();
  for (const [index, { key: position, state, units }] of asks.entries()) {
    const asked = keys[position - 1];
    const key = keyAsRead(world, asked, at);
    const customer = customerAsRead(world, asked && customers[asked.customer - 1]);
    if (!key || !customer) continue;
    const isActive = state === "active";
    found.set(index + 1, charge(world, { key, customer, isActive, units }, at));
  }
  return found;
}

function keyAsRead(
  { keys, offered }: ModelWorld,
  asked: TurnBatch["keys"][number] | undefined,
  at: number,
): ModelKey | undefined {
  const key = keys.find(({ row }) => row.id === asked?.keyId);
  if (key?.revision !== asked?.revision || isOver(asked?.endsAt, at)) return undefined;
  return asked?.offered === null || asked?.offered === offered ? key : undefined;
}

function customerAsRead(
  world: ModelWorld,
  asked: CustomerSnapshot | undefined,
): ModelCustomer | undefined {
  const customer = customerOf(world, asked?.customerId);
  if (!customer) return undefined;
  const { revision, plan } = readCustomer(world, customer);
  const isSame = revision === asked?.revision && plan?.state === asked?.plan?.state;
  return isSame ? customer : undefined;
}

type Asked = { key: ModelKey; customer: ModelCustomer; isActive: boolean; units: number };

function charge(world: ModelWorld, { key, customer, isActive, units }: Asked, at: number): Turn {
  const { limits, quota } = readCustomer(world, customer);
  const [own, shared] = [usedAt(key.windows, at), usedAt(customer.windows, at)];
  const { bucket } = monthAt(at, 0);
  const month = customer.month.bucket === bucket ? customer.month.used : 0;
  const isGranted =
    isActive &&
    hasRoom(limitsOf(key.row), own) &&
    hasRoom(limits, shared) &&
    (units === 0 || !quota?.isHard || month + units <= quota.units);
  const taken = Number(isGranted);
  const add = (used: number[]) =>
    windowsAt(
      at,
      used.map((before) => before + taken),
    );
  key.windows = add(own);
  key.asked += 1;
  customer.windows = add(shared);
  customer.month = monthAt(at, month + taken * units);
  return {
    isGranted,
    earlier: key.asked - 1,
    windows: key.windows,
    customer: customer.windows,
    month: customer.month,
    spent: 0,
    priceParts: null,
    failureBilled: false,
  };
}

function hasRoom(limits: readonly (number | null)[], used: readonly number[]): boolean {
  return limits.every((limit, index) => limit === null || Number(used[index]) < limit);
}

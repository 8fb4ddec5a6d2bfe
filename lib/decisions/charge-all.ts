import "server-only";
import { WINDOW_NAMES } from "@/lib/core/windows";
import { arrayLiteral } from "./array-literal";
import type { TurnBatch } from "./decision-store";
import type { TurnRow } from "./turns";

/** The function of the migration `charge_all`. */
export const CHARGE_ALL = {
  name: "charge-all",
  text: `SELECT charge_all(${Array.from({ length: 26 }, (_, at) => `$${at + 1}`).join(", ")})`,
};

/** Where it answers the month, after its instant and the buckets of the windows. */
const MONTH_AT = 1 + WINDOW_NAMES.length;
/** What it answers of each customer and key: of its windows, and one more. */
const NUMBERS_OF_EACH = WINDOW_NAMES.length + 1;

/** The parameters of `charge_all`. */
export function chargeAllValues(batch: TurnBatch): unknown[] {
  const { entry, keys, customers, asks } = batch;
  return [
    arrayLiteral(keys.map(({ keyId }) => keyId)),
    arrayLiteral(keys.map(({ revision }) => revision)),
    shortLiteral(keys.map(({ endsAt }) => endsAt)),
    shortLiteral(keys.map((each) => (each.offered === null ? null : each.organizationId))),
    shortLiteral(keys.map(({ offered }) => offered)),
    arrayLiteral(keys.map(({ requests }) => requests)),
    arrayLiteral(keys.map(({ asked }) => asked)),
    ...limitLiterals(keys),
    arrayLiteral(customers.map(({ customerId }) => customerId)),
    arrayLiteral(customers.map(({ revision }) => revision)),
    shortLiteral(customers.map(({ plan }) => plan?.planId)),
    shortLiteral(customers.map(({ plan }) => plan?.state)),
    arrayLiteral(customers.map(({ requests }) => requests)),
    arrayLiteral(customers.map(({ units }) => units)),
    ...limitLiterals(customers),
    shortLiteral(customers.map(({ quota }) => (quota?.isHard ? quota.units : null))),
    arrayLiteral(asks.map(({ secretId }) => secretId)),
    shortLiteral(asks.map(({ state }) => (state === "active" ? null : state))),
    arrayLiteral(asks.map(({ key }) => key)),
    entry.instance,
    entry.batch,
    JSON.stringify(batch.requests),
  ];
}

function limitLiterals(of: readonly { limits: readonly (number | null)[] }[]): string[] {
  return WINDOW_NAMES.map((_, window) => shortLiteral(of.map(({ limits }) => limits[window])));
}

/** Nothing where all of it is null, as most often. */
function shortLiteral(values: Parameters<typeof arrayLiteral>[0]): string {
  return values.every((value) => value === null || value === undefined)
    ? "{}"
    : arrayLiteral(values);
}

/** What `charge_all` answered, in the form of `charge_in_turn`. */
export function toTurnRow({ keys, customers, asks }: TurnBatch, answer: string): TurnRow {
  const numbers = answer.split(",").map(Number);
  const [at = 0] = numbers;
  const windows = numbers.slice(1, MONTH_AT);
  const keysAt = MONTH_AT + 1 + customers.length * NUMBERS_OF_EACH;
  const ofCustomers = numbers.slice(MONTH_AT + 1, keysAt);
  const ofKeys = numbers.slice(keysAt);
  const asked = ofKeys.filter(isLast);
  const earlier = asks.map(({ key }) => {
    const before = Number(asked[key - 1]);
    asked[key - 1] = before + 1;
    return before;
  });
  return [
    at,
    asks.map(({ state }) => Number(state === "active")),
    earlier,
    ofKeys.filter(isOfWindow),
    keys.flatMap(() => windows),
    ofCustomers.filter(isOfWindow),
    customers.flatMap(() => windows),
    ofCustomers.filter(isLast),
    customers.map(() => Number(numbers[MONTH_AT])),
    [],
    [],
    [],
  ];
}

function isLast(_: number, index: number): boolean {
  return index % NUMBERS_OF_EACH === WINDOW_NAMES.length;
}

function isOfWindow(number: number, index: number): boolean {
  return !isLast(number, index);
}

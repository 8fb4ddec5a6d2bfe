/** The last unit of each tier, null for none, and what one costs in millionths. */
export type Tiers = readonly (readonly [upTo: number | null, unitPrice: number])[];

/** What a customer is allowed; amounts in millionths. */
export type Terms = { perMinute?: number; quota?: number; softQuota?: number; cap?: bigint };

export type Call = {
  customer: string;
  integration: string;
  capability: string;
  /** Unix milliseconds. */
  at: number;
  /** The month on whose statement it stands. */
  stated: string;
  weight: number;
  cost: number;
  tiers: Tiers;
  fails: boolean;
  billsFailed: boolean;
  isTest: boolean;
};

export type Line = {
  forMonth: string;
  capabilityId: string;
  tier: number;
  unitPrice: bigint;
  quantity: number;
};

export const monthOf = (at: number) => new Date(at).toISOString().slice(0, 7);

type Used = { requests: number; units: number; price: bigint; cost: bigint };

/** What calls are sold for, unit by unit and one after the other: nothing of how the charge works it out. */
export class BillingReference {
  readonly #counts = new Map<string, number>();
  readonly #spent = new Map<string, bigint>();
  /** By customer and integration, without test calls. */
  readonly used = new Map<string, Used>();
  /** By customer and month, and then by line. */
  readonly statements = new Map<string, Map<string, Line>>();
  readonly overage = new Map<string, number>();

  constructor(private readonly terms: Readonly<Record<string, Terms>>) {}

  /** How a call ends: whether it is let in and billed, and for how much. */
  call(call: Call): { isLetIn: boolean; isBilled: boolean; price: bigint } {
    const { customer, capability, at, weight, isTest } = call;
    const { perMinute, quota, softQuota, cap } = this.terms[customer] ?? {};
    const month = `${customer} ${monthOf(at)}`;
    const minute = `${customer} minute ${Math.floor(at / 60_000)}`;
    const meter = `${month} ${capability}`;
    const units = isTest ? [] : this.#unitPrices(call, this.#countOf(meter));
    const price = units.reduce((sum, [, unitPrice]) => sum + unitPrice, 0n);
    const spent = this.#spent.get(month) ?? 0n;
    const isLetIn =
      (perMinute === undefined || this.#countOf(minute) < perMinute) &&
      (weight === 0 || quota === undefined || this.#countOf(month) + weight <= quota) &&
      (price === 0n || cap === undefined || spent + price <= cap);
    const isBilled = isLetIn && !isTest && (!call.fails || call.billsFailed);
    if (!isTest) this.#note(call, isLetIn, isBilled ? price : 0n);
    if (!isLetIn) return { isLetIn, isBilled, price: 0n };
    this.#count(minute, 1);
    const used = this.#count(month, weight);
    const beyond = softQuota === undefined ? 0 : Math.min(weight, Math.max(0, used - softQuota));
    const stated = `${customer} ${call.stated}`;
    this.overage.set(stated, (this.overage.get(stated) ?? 0) + beyond);
    if (!isBilled) return { isLetIn, isBilled, price: 0n };
    this.#count(meter, weight);
    this.#spent.set(month, spent + price);
    for (const [tier, unitPrice] of units) this.#state(stated, call, tier, unitPrice);
    return { isLetIn, isBilled, price };
  }

  #unitPrices({ tiers, weight }: Call, used: number): [tier: number, unitPrice: bigint][] {
    return Array.from({ length: weight }, (_, index) => {
      const at = tiers.findIndex(([upTo]) => upTo === null || used + index + 1 <= upTo);
      return [at + 1, BigInt(tiers[at]?.[1] ?? 0)];
    });
  }

  #countOf(name: string): number {
    return this.#counts.get(name) ?? 0;
  }

  #count(name: string, more: number): number {
    const count = this.#countOf(name) + more;
    this.#counts.set(name, count);
    return count;
  }

  #note({ customer, integration, weight, cost }: Call, isLetIn: boolean, price: bigint): void {
    const name = `${customer} ${integration}`;
    const sum = this.used.get(name) ?? { requests: 0, units: 0, price: 0n, cost: 0n };
    sum.requests += 1;
    sum.price += price;
    if (isLetIn) sum.units += weight;
    if (isLetIn) sum.cost += BigInt(cost);
    this.used.set(name, sum);
  }

  #state(stated: string, { at, capability }: Call, tier: number, unitPrice: bigint): void {
    const lines = this.statements.get(stated) ?? new Map<string, Line>();
    this.statements.set(stated, lines);
    const facts = { forMonth: monthOf(at), capabilityId: capability, tier, unitPrice };
    const name = Object.values(facts).join(" ");
    const line = lines.get(name) ?? { ...facts, quantity: 0 };
    line.quantity += 1;
    lines.set(name, line);
  }
}

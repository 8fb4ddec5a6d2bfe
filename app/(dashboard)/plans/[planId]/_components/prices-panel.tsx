import { formatCount } from "@/components/format";
import { formatFrom } from "@/components/format-from";
import { Panel } from "@/components/panel";
import { NumberTable } from "@/components/usage/number-table";
import type { Price } from "@/lib/contracts/plan/money";
import type { PlanRow, SoldCapability } from "@/lib/contracts/plan/screen";

type PricesPanelProps = { plan: PlanRow; capabilities: readonly SoldCapability[] };

/** What calls are sold for, and what they will be; nothing for those who may not see prices. */
export function PricesPanel({ plan, capabilities }: PricesPanelProps) {
  const { prices, billFailed, pending, currency } = plan;
  const table = (of: readonly Price[], caption: string) => (
    <PriceTable prices={of} caption={caption} currency={currency} capabilities={capabilities} />
  );
  if (prices === undefined) return null;
  return (
    <Panel
      title="Prices"
      description={`In ${currency}, by unit, counted by capability and calendar month in UTC`}
    >
      <div className="grid gap-3">
        {table(prices, "Prices in effect")}
        <p className="text-sm text-muted-foreground">{failuresText(billFailed)}</p>
        {pending?.prices ? (
          <section
            aria-label="Prices to come"
            className="grid gap-3 rounded-lg border border-dashed p-3"
          >
            <h3 className="text-sm font-semibold">From {formatFrom(new Date(pending.from))} on</h3>
            {table(pending.prices, "Prices to come")}
            <p className="text-sm text-muted-foreground">{failuresText(pending.billFailed)}</p>
          </section>
        ) : null}
      </div>
    </Panel>
  );
}

function failuresText(billFailed: boolean): string {
  return billFailed
    ? "Calls that fail are billed. Refused ones are not."
    : "Calls that fail or are refused are not billed.";
}

type PriceTableProps = {
  prices: readonly Price[];
  caption: string;
  currency: string;
  capabilities: readonly SoldCapability[];
};

function PriceTable({ prices, caption, currency, capabilities }: PriceTableProps) {
  if (prices.length === 0) {
    return <p className="text-sm">Nothing has a price: all calls are free.</p>;
  }
  const names = new Map(capabilities.map((each) => [each.id, each]));
  const rows = prices.map(({ capabilityId: id, tiers }) => ({ id, tiers, of: names.get(id) }));
  return (
    <NumberTable
      caption={caption}
      rowId={({ id }) => id}
      rows={rows}
      columns={[
        {
          header: "Capability",
          cell: ({ of, id }) => (
            <span className="block py-1.5 wrap-anywhere">
              {of ? of.name : `Deleted capability ${id}`}
              <span className="block font-normal text-muted-foreground">{of?.productName}</span>
            </span>
          ),
        },
        {
          header: "Price of a unit",
          words: true,
          cell: ({ tiers }) => (
            <span className="block py-1.5 whitespace-normal">{tiersText(tiers, currency)}</span>
          ),
        },
      ]}
    />
  );
}

/** "First 1,000 free, then 0.002 EUR up to 5,000, then 0.001 EUR". */
function tiersText(tiers: Price["tiers"], currency: string): string {
  const parts = tiers.map(({ upTo, unitPrice }, index) => {
    const price = unitPrice === "0" ? "free" : `${unitPrice} ${currency}`;
    if (index > 0) return `then ${price}${upTo === null ? "" : ` up to ${formatCount(upTo)}`}`;
    return upTo === null ? `All units ${price}` : `First ${formatCount(upTo)} ${price}`;
  });
  return parts.join(", ");
}

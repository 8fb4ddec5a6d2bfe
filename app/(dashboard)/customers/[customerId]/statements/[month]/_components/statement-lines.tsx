import { counted, formatCount } from "@/components/format";
import { formatMonth } from "@/components/format-from";
import { Link } from "@/components/link";
import { Badge } from "@/components/ui/badge";
import { usageHref } from "@/components/usage/usage-ranges";
import type { Statement } from "@/lib/contracts/customer/statement";
import type { SoldCapability } from "@/lib/contracts/plan/screen";

type Line = Statement["lines"][number];

type StatementLinesProps = { statement: Statement; capabilities: readonly SoldCapability[] };

/** What scrolls must be reachable by keyboard, or its end cannot be seen. */
const SCROLLS = { tabIndex: 0 };

const CELL = "px-3 py-2 text-right whitespace-nowrap";
/** Under the capability on small screens. */
const PART = `${CELL} max-sm:hidden`;

/** Lines of a statement, each with a link to the calls behind it. */
export function StatementLines({ statement, capabilities }: StatementLinesProps) {
  const { lines, currency } = statement;
  const names = new Map(capabilities.map((each) => [each.id, each]));
  return (
    <div {...SCROLLS} className="relative overflow-x-auto rounded-xl border bg-card shadow-raised">
      <table className="w-full text-sm tabular-nums">
        <caption className="sr-only">Lines</caption>
        <thead className="bg-subtle text-xs text-muted-foreground">
          <tr>
            <th scope="col" className="px-3 py-2 text-left font-medium">
              Capability
            </th>
            {["Tier", "Units billed", "Unit price"].map((header) => (
              <th key={header} scope="col" className={`${PART} font-medium`}>
                {header}
              </th>
            ))}
            <th scope="col" className={`${CELL} font-medium`}>
              Amount ({currency})
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={keyOf(line)} className="border-t">
              <th scope="row" className="min-w-36 px-3 py-2 text-left font-medium">
                <CapabilityLink line={line} of={names.get(line.capabilityId)} />
              </th>
              <td className={PART}>{line.tier}</td>
              <td className={PART}>{formatCount(line.quantity)}</td>
              <td className={PART}>{line.unitPrice}</td>
              <td className={CELL}>{line.amount}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function keyOf({ kind, forMonth, capabilityId, tier, unitPrice }: Line): string {
  return [kind, forMonth, capabilityId, tier, unitPrice].join();
}

/** The usage page counts the calls of all customers to the capability in that month. */
function CapabilityLink({ line, of }: { line: Line; of: SoldCapability | undefined }) {
  const { capabilityId, kind, forMonth } = line;
  const from = new Date(`${forMonth}-01`);
  const to = new Date(from);
  to.setUTCMonth(to.getUTCMonth() + 1);
  const href = usageHref({ capabilityId, from: from.toISOString(), to: to.toISOString() });
  return (
    <span className="grid justify-items-start gap-0.5">
      <Link href={href} className="underline underline-offset-2 wrap-anywhere print:no-underline">
        {of ? of.name : `Deleted capability ${capabilityId}`}
      </Link>
      <span className="text-xs font-normal text-muted-foreground wrap-anywhere">
        {of?.productName}
      </span>
      <span className="text-xs font-normal sm:hidden">
        Tier {line.tier}: {counted(line.quantity, "unit")} at {line.unitPrice}
      </span>
      {kind === "correction" ? (
        <Badge variant="warning">Correction for {formatMonth(forMonth)}</Badge>
      ) : null}
    </span>
  );
}

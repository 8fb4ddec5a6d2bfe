import { TextField } from "@/components/form/form-fields";
import { formatFrom } from "@/components/format-from";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";

/** What a call costs the organization, with what it will. */
export function UnitCostField({ of: { unitCost, pending } }: { of: CapabilityView }) {
  const inForce = unitCost ?? "nothing";
  const when = pending
    ? `It is ${inForce} now, and ${pending.unitCost ?? "nothing"} from ${formatFrom(new Date(pending.from))} on.`
    : "The first one counts at once, a later one from the next 00:00 UTC.";
  return (
    <TextField<{ unitCost?: string }>
      name="unitCost"
      label="Unit cost"
      optional
      inputMode="decimal"
      placeholder="0.001"
      hint={`What a call costs you, in the currency of your prices. Customers never see it. ${when}`}
    />
  );
}

import { BanIcon, CircleCheckIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { CustomerView } from "@/lib/contracts/customer/contracts";

/** Whether the keys of a customer are let in. */
export function CustomerStatusBadge({ status }: Pick<CustomerView, "status">) {
  return status === "active" ? (
    <Badge variant="success">
      <CircleCheckIcon aria-hidden />
      Active
    </Badge>
  ) : (
    <Badge variant="destructive">
      <BanIcon aria-hidden />
      Suspended
    </Badge>
  );
}

/** An id of the organization's own, cut where it is long. */
export function ExternalId({ text }: { text: string }) {
  return (
    <code
      translate="no"
      className="line-clamp-1 font-mono text-xs font-normal break-all text-muted-foreground"
      title={text}
    >
      {text}
    </code>
  );
}

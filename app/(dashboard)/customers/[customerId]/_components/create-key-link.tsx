import { ChevronDownIcon, KeyRoundIcon } from "lucide-react";
import { GatedButton } from "@/components/gated-button";
import { Link } from "@/components/link";
import { useReadOnlyReason } from "@/components/read-only";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem, DropdownMenuLabel } from "@/components/ui/dropdown-menu";
import type { CustomerOverview } from "@/lib/contracts/customer/screen";

type Surface = CustomerOverview["surfaces"][number];

const NO_SURFACE = "There is no API surface yet. Create a product first.";

function hrefOf({ productId, id }: Surface): string {
  return `/products/${productId}/surfaces/${id}/keys?dialog=create`;
}

/** Leads to where a key is created, by the surface that it is to call. */
export function CreateKeyLink({ surfaces }: Pick<CustomerOverview, "surfaces">) {
  const readOnlyReason = useReadOnlyReason("SURFACE_KEYS:WRITE");
  const [only, ...more] = surfaces;
  const reason = readOnlyReason ?? (only ? null : NO_SURFACE);
  if (reason !== null || !only) {
    return (
      <GatedButton variant="outline" reason={reason}>
        <KeyRoundIcon aria-hidden /> Create key
      </GatedButton>
    );
  }
  if (more.length === 0) {
    return (
      <Button asChild variant="outline">
        <Link href={hrefOf(only)}>
          <KeyRoundIcon aria-hidden /> Create key
        </Link>
      </Button>
    );
  }
  return (
    <DropdownMenu
      align="end"
      className="max-w-80"
      trigger={
        <Button variant="outline">
          <KeyRoundIcon aria-hidden /> Create key
          <ChevronDownIcon aria-hidden />
        </Button>
      }
    >
      <DropdownMenuLabel>On which surface?</DropdownMenuLabel>
      {surfaces.map((surface) => (
        <DropdownMenuItem key={surface.id} asChild>
          <Link href={hrefOf(surface)}>
            <span className="grid min-w-0">
              <span className="wrap-anywhere">{surface.name}</span>
              <span className="text-xs text-muted-foreground wrap-anywhere">
                {surface.productName}
              </span>
            </span>
          </Link>
        </DropdownMenuItem>
      ))}
    </DropdownMenu>
  );
}

import { TriangleAlertIcon } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { holdsKey } from "@/lib/core/key-text";
import { type AddressParams, notUnderstood } from "./address-params";
import { useUrlState } from "./url-state-provider";

const MAX_SHOWN = 60;

/** Says what of the address is left out because the page does not understand it. */
export function NotUnderstood({ known }: { known: AddressParams }) {
  const query = useSearchParams();
  const url = useUrlState();
  const names = notUnderstood(known, new URLSearchParams(query));
  if (names.length === 0) return null;
  const shown = names
    .map((name) => `${name}=${query.getAll(name).join(", ")}`)
    .filter((text) => !holdsKey(text));
  return (
    <Alert variant="warning">
      <TriangleAlertIcon aria-hidden />
      <AlertTitle>Part of this URL is not valid</AlertTitle>
      <AlertDescription>
        <p className="wrap-anywhere">
          This page may show more than you asked for, because these are ignored:{" "}
          {shown.map((text) => text.slice(0, MAX_SHOWN)).join("; ")}.
        </p>
        <Button
          variant="outline"
          size="sm"
          className="mt-1 w-fit"
          onClick={() => url.set(Object.fromEntries(names.map((name) => [name, null])))}
        >
          Remove from the URL
        </Button>
      </AlertDescription>
    </Alert>
  );
}

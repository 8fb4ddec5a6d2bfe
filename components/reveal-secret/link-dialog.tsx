import type { FieldValues } from "react-hook-form";
import { usePageChanged } from "@/components/hooks/use-act";
import { RelativeTime } from "@/components/relative-time";
import { RevealFormDialog, type RevealFormDialogProps } from "./reveal-form-dialog";

/** A link that is shown once. */
type MadeLink = { url: string; expiresAt: string };

type LinkDialogProps<Values extends FieldValues, Output> = Omit<
  RevealFormDialogProps<Values, Output, MadeLink>,
  "onMade" | "show" | "submitLabel"
> & {
  /** What happens once the link is sent, one thing after the other. */
  steps: readonly string[];
};

/** A form that makes a link, and the one time that the link is shown. */
export function LinkDialog<Values extends FieldValues, Output>({
  steps,
  ...dialog
}: LinkDialogProps<Values, Output>) {
  const pageChanged = usePageChanged();
  return (
    <RevealFormDialog
      {...dialog}
      submitLabel="Create link"
      onMade={pageChanged}
      show={({ url, expiresAt }) => ({
        title: "Copy the link",
        about: (
          <>
            This is the only time it is shown. It ends <RelativeTime at={expiresAt} />.
          </>
        ),
        text: url,
        label: "Link",
        noun: "link",
        below: () => (
          <ol className="grid list-decimal gap-1 pl-5 text-sm text-muted-foreground">
            {steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        ),
      })}
    />
  );
}

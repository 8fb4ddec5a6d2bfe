import { cn } from "@/components/cn";
import type { PastedNote } from "@/components/find-key/use-pasted-key";
import { TroubleNote } from "@/components/trouble/trouble-note";

type PastedKeyNoteProps = { note: PastedNote | null; className?: string };

/** What is said of a key that was pasted into a search. */
export function PastedKeyNote({ note, className }: PastedKeyNoteProps) {
  const said = typeof note === "string" ? note : null;
  const failed = typeof note === "string" ? null : note;
  return (
    <>
      <p role="status" className={cn("text-xs text-muted-foreground not-empty:pt-1.5", className)}>
        {said}
      </p>
      <div className={cn("not-empty:pt-1.5", className)}>
        {failed ? <TroubleNote trouble={failed.trouble} onRetry={failed.retry} /> : null}
      </div>
    </>
  );
}

import { cn } from "@/components/cn";

/** What is said of a key that was pasted into a search. */
export function PastedKeyNote({ note, className }: { note: string | null; className?: string }) {
  return (
    <p role="status" className={cn("text-xs text-muted-foreground not-empty:pt-1.5", className)}>
      {note}
    </p>
  );
}

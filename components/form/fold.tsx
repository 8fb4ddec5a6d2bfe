import { ChevronRightIcon } from "lucide-react";
import { type ReactNode, useState } from "react";

type FoldProps = {
  title: string;
  /** What is inside, in a few words. */
  about: string;
  startsOpen: boolean;
  /** Whether something inside must be seen, such as an error. */
  forced: boolean;
  children: ReactNode;
};

/** Fields that few need, folded until they are wanted, in use or wrong. */
export function Fold({ title, about, startsOpen, forced, children }: FoldProps) {
  const [open, setOpen] = useState(startsOpen);
  return (
    <details
      open={open || forced}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      onInvalidCapture={() => setOpen(true)}
      className="group/more rounded-lg border"
    >
      <summary className="flex items-center gap-2 rounded-lg px-3 py-2.5 text-sm font-medium select-none [&::-webkit-details-marker]:hidden">
        <ChevronRightIcon
          aria-hidden
          className="size-4 text-muted-foreground transition-transform group-open/more:rotate-90"
        />
        {title}
        <span className="font-normal text-muted-foreground">{about}</span>
      </summary>
      <div className="grid gap-5 border-t px-3 py-4">{children}</div>
    </details>
  );
}

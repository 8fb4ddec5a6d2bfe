import { CheckIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";

export type LaunchStep = {
  title: string;
  /** What to do, or what was done. */
  about: ReactNode;
  done: boolean;
  /** Shown while the step is not done. */
  action?: ReactNode;
};

/** A numbered checklist; what is done is ticked, and the first open step stands out. */
export function LaunchSteps({ steps }: { steps: readonly LaunchStep[] }) {
  const next = steps.findIndex(({ done }) => !done);
  return (
    <ol className="grid gap-1">
      {steps.map(({ title, about, done, action }, index) => (
        <li
          key={title}
          aria-current={index === next ? "step" : undefined}
          className={cn(
            "grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 rounded-lg px-3 py-2.5",
            index === next && "bg-brand-soft",
          )}
        >
          <span
            aria-hidden
            className={cn(
              "flex size-6 items-center justify-center rounded-full border bg-card text-xs font-semibold tabular-nums",
              done && "border-transparent bg-success-soft text-success",
              index === next && "border-brand text-brand",
            )}
          >
            {done ? <CheckIcon className="size-3.5" /> : index + 1}
          </span>
          <div className="grid min-w-0 gap-0.5">
            <p className="text-sm leading-6 font-medium">
              {title}
              <span className="sr-only">{done ? ", done" : ", to do"}</span>
            </p>
            <div className="text-sm text-muted-foreground">{about}</div>
            {action && !done ? <div className="mt-1.5 flex flex-wrap gap-2">{action}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

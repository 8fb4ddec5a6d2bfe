import { type ReactNode, useId } from "react";
import { cn, styled } from "./cn";

export const Card = styled(
  "div",
  "flex flex-col rounded-xl border bg-card text-card-foreground shadow-raised",
);

type PanelProps = {
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A titled part of a page, found by its title. */
export function Panel({ title, description, action, className, children }: PanelProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="min-w-0">
      <Card className={cn("h-full", className)}>
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5 pb-3">
          <div className="grid min-w-0 flex-[1_1_12rem] gap-0.5">
            <h2 id={id} className="text-base leading-5 font-semibold">
              {title}
            </h2>
            {description ? <p className="text-sm text-muted-foreground">{description}</p> : null}
          </div>
          {action}
        </div>
        <div className="px-4 pb-4">{children}</div>
      </Card>
    </section>
  );
}

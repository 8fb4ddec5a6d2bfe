import { type ReactNode, useId } from "react";
import { cn } from "./cn";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "./ui/card";

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
        <CardHeader>
          <div className="grid min-w-0 flex-[1_1_12rem] gap-0.5">
            <CardTitle id={id}>{title}</CardTitle>
            {description ? <CardDescription>{description}</CardDescription> : null}
          </div>
          {action}
        </CardHeader>
        <CardContent>{children}</CardContent>
      </Card>
    </section>
  );
}

import type { ComponentProps } from "react";
import { cn } from "./cn";

type TruncatedProps = ComponentProps<"span"> & { title: string };

/** A text on one line that is cut where it has no room, and says the whole where it is pointed at. */
export function Truncated({ title, className, children = title, ...props }: TruncatedProps) {
  return (
    <span className={cn("truncate", className)} title={title} {...props}>
      {children}
    </span>
  );
}

import type { ComponentProps, ElementType } from "react";
import { cn } from "@/components/cn";

/** A tag or a component that has these class names; those given where it is used come after. */
export function styled<Tag extends ElementType>(tag: Tag, classes: string) {
  const Root: ElementType = tag;
  return ({ className, ...props }: ComponentProps<Tag> & { className?: string }) => (
    <Root className={cn(classes, className)} {...props} />
  );
}

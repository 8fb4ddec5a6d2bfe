import { type ClassValue, clsx } from "clsx";
import type { ComponentProps, ElementType } from "react";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge({
  extend: { classGroups: { shadow: [{ shadow: ["raised", "floating"] }] } },
});

export function cn(...inputs: ClassValue[]) {
  return merge(clsx(inputs));
}

/** A tag or a component that has these class names; those given where it is used come after. */
export function styled<Tag extends ElementType>(tag: Tag, classes: string) {
  const Root: ElementType = tag;
  return ({ className, ...props }: ComponentProps<Tag> & { className?: string }) => (
    <Root className={cn(classes, className)} {...props} />
  );
}

import type { ComponentProps } from "react";
import { styled } from "@/components/cn";

/** How a control that takes text looks. */
const FIELD =
  "w-full rounded-md border border-control bg-card px-2.5 text-sm shadow-raised transition-[border-color,box-shadow] placeholder:text-muted-foreground focus-visible:border-ring focus-visible:outline-2 focus-visible:-outline-offset-1 focus-visible:outline-ring disabled:cursor-not-allowed disabled:bg-muted disabled:text-muted-foreground aria-invalid:border-destructive aria-invalid:outline-destructive";

const Field = styled("input", `${FIELD} h-8 min-w-0 py-1`);

export function Input(props: ComponentProps<"input">) {
  return <Field type="text" {...props} />;
}

export const Textarea = styled("textarea", `${FIELD} field-sizing-content flex min-h-16 py-1.5`);

export const Label = styled(
  "label",
  "flex items-center gap-2 text-sm leading-5 font-medium select-none peer-disabled:cursor-not-allowed peer-disabled:opacity-55",
);

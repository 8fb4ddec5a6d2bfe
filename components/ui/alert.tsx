import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn, styled } from "@/components/cn";

const alertVariants = cva(
  "relative grid w-full grid-cols-[0_1fr] items-start gap-y-0.5 rounded-lg border px-3.5 py-2.5 text-sm has-[>svg]:grid-cols-[1rem_1fr] has-[>svg]:gap-x-2.5 [&>svg]:size-4 [&>svg]:translate-y-0.5",
  {
    variants: {
      variant: {
        default: "bg-subtle text-foreground [&>svg]:text-muted-foreground",
        info: "border-info-line bg-info-soft [&>svg]:text-info",
        success: "border-success-line bg-success-soft [&>svg]:text-success",
        warning: "border-warning-line bg-warning-soft [&>svg]:text-warning",
        destructive: "border-destructive-line bg-destructive-soft [&>svg]:text-destructive",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

type AlertProps = ComponentProps<"div"> & VariantProps<typeof alertVariants>;

export function Alert({ className, variant, role = "alert", ...props }: AlertProps) {
  return <div role={role} className={cn(alertVariants({ variant }), className)} {...props} />;
}

export const AlertTitle = styled("div", "col-start-2 min-h-5 font-medium");
export const AlertDescription = styled("div", "col-start-2 grid justify-items-start gap-1 text-sm");

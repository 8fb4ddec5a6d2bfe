"use client";

import { type ComponentProps, createContext, use, useId } from "react";
import { cn } from "@/components/cn";

type Group = { name: string; value: string; choose: (value: string) => void };

const Context = createContext<Group | null>(null);

type RadioGroupProps = Omit<ComponentProps<"div">, "onChange"> & {
  value: string;
  onValueChange: (value: string) => void;
};

export function RadioGroup({ value, onValueChange, className, ...props }: RadioGroupProps) {
  const name = useId();
  return (
    <Context value={{ name, value, choose: onValueChange }}>
      <div role="radiogroup" className={cn("grid gap-2.5", className)} {...props} />
    </Context>
  );
}

export function RadioGroupItem({ id, value }: { id: string; value: string }) {
  const group = use(Context);
  return (
    <input
      id={id}
      type="radio"
      name={group?.name}
      value={value}
      checked={group?.value === value}
      onChange={() => group?.choose(value)}
      className="relative size-4 shrink-0 appearance-none rounded-full border border-control bg-card shadow-raised after:absolute after:-inset-1.5 checked:border-5 checked:border-primary disabled:opacity-55"
    />
  );
}

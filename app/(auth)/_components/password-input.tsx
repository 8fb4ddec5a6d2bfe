"use client";

import { EyeIcon, EyeOffIcon } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { cn } from "@/components/cn";
import { Input } from "@/components/ui/input";

/** A password field whose text can be shown. */
export function PasswordInput({ id, className, ...props }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        id={id}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className={cn("pr-18", className)}
        {...props}
      />
      <button
        type="button"
        aria-controls={id}
        aria-pressed={shown}
        onClick={() => setShown((was) => !was)}
        className="absolute inset-y-1 right-1 flex items-center gap-1 rounded-sm px-2 text-xs font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground"
      >
        {shown ? <EyeOffIcon aria-hidden className="size-3.5" /> : null}
        {shown ? null : <EyeIcon aria-hidden className="size-3.5" />}
        Show
      </button>
    </div>
  );
}

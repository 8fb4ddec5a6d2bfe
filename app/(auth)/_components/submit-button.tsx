"use client";

import { LoaderCircleIcon } from "lucide-react";
import { useHydrated } from "@/app/(auth)/_components/use-hydrated";
import { Button } from "@/components/ui/button";

export function SubmitButton({ label, busy }: { label: string; busy: boolean }) {
  const hydrated = useHydrated();
  return (
    <Button
      type="submit"
      size="lg"
      disabled={!hydrated}
      aria-disabled={busy || undefined}
      className="relative w-full disabled:opacity-100"
    >
      {label}
      {busy ? (
        <LoaderCircleIcon
          aria-hidden
          className="absolute right-3 animate-spin motion-reduce:hidden"
        />
      ) : null}
    </Button>
  );
}

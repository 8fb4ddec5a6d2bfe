"use client";

import { MenuIcon } from "lucide-react";
import { useState } from "react";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { lazyDialog } from "@/components/lazy-dialog";
import { Button } from "@/components/ui/button";

const NavigationSheet = lazyDialog(() =>
  import("@/components/app-shell/navigation-sheet").then((module) => module.NavigationSheet),
);

export function MobileNavigation({ groups }: { groups: readonly NavigationGroup[] }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        aria-label="Open navigation"
        aria-haspopup="dialog"
        aria-expanded={open}
        className="lg:hidden"
        onClick={() => setOpen(true)}
      >
        <MenuIcon />
      </Button>
      <NavigationSheet groups={groups} open={open} onOpenChange={setOpen} />
    </>
  );
}

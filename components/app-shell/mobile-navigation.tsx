"use client";

import { MenuIcon } from "lucide-react";
import { useState } from "react";
import { Brand } from "@/components/app-shell/brand";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { NavigationList } from "@/components/app-shell/navigation-list";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetContent,
  SheetDescription,
  SheetTitle,
  SheetTrigger,
} from "@/components/ui/sheet";

export function MobileNavigation({ groups }: { groups: readonly NavigationGroup[] }) {
  const [open, setOpen] = useState(false);
  return (
    <Sheet open={open} onOpenChange={setOpen}>
      <SheetTrigger asChild>
        <Button variant="ghost" size="icon" aria-label="Open navigation" className="lg:hidden">
          <MenuIcon />
        </Button>
      </SheetTrigger>
      <SheetContent side="left">
        <SheetTitle className="flex h-13 items-center border-b px-4">
          <Brand />
        </SheetTitle>
        <SheetDescription className="sr-only">Navigation</SheetDescription>
        <NavigationList groups={groups} onNavigate={() => setOpen(false)} />
      </SheetContent>
    </Sheet>
  );
}

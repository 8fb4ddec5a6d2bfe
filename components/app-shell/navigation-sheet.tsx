"use client";

import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Brand } from "./brand";
import type { NavigationGroup } from "./navigation";
import { NavigationList } from "./navigation-list";

type NavigationSheetProps = {
  groups: readonly NavigationGroup[];
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

export function NavigationSheet({ groups, open, onOpenChange }: NavigationSheetProps) {
  const focus = useReturnFocus();
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent side="left" {...focus}>
        <SheetTitle className="flex h-13 items-center border-b px-4">
          <Brand />
        </SheetTitle>
        <SheetDescription className="sr-only">Navigation</SheetDescription>
        <NavigationList groups={groups} onNavigate={() => onOpenChange(false)} />
      </SheetContent>
    </Sheet>
  );
}

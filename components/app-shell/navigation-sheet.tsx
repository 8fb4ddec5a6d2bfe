"use client";

import { Brand } from "@/components/app-shell/brand";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { NavigationList } from "@/components/app-shell/navigation-list";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";

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

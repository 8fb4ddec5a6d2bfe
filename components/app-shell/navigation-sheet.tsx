import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
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
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent place="left" {...focus}>
        <DialogTitle className="flex h-13 items-center border-b px-4">
          <Brand />
        </DialogTitle>
        <DialogDescription className="sr-only">Navigation</DialogDescription>
        <NavigationList groups={groups} onNavigate={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

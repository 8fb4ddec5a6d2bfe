import { useId } from "react";
import { useShortcutsEnabled } from "@/components/hooks/use-hotkeys";
import { useModKey } from "@/components/hooks/use-in-browser";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { KeyboardKey } from "@/components/search-field";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Label } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";

const SHORTCUTS = [
  { act: "Create", keys: ["c"] },
  { act: "Search this list", keys: ["/"] },
  { act: "Next row, previous row", keys: ["j", "k"] },
  { act: "Open the row", keys: ["Enter"] },
  { act: "Select the row", keys: ["x"] },
  { act: "Select up to the row", keys: ["Shift", "x"] },
  { act: "Act on what is selected", keys: ["a"] },
  { act: "Clear the selection", keys: ["Esc"] },
  { act: "Command menu", keys: ["mod", "K"] },
  { act: "These shortcuts", keys: ["?"] },
] as const;

type KeyboardHelpProps = { open: boolean; onOpenChange: (open: boolean) => void };

export function KeyboardHelp({ open, onOpenChange }: KeyboardHelpProps) {
  const id = useId();
  const mod = useModKey();
  const focus = useReturnFocus();
  const [enabled, setEnabled] = useShortcutsEnabled();
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent {...focus} className="max-w-sm">
        <DialogHeader>
          <DialogTitle>Keyboard shortcuts</DialogTitle>
          <DialogDescription>These work when you are not typing in a field.</DialogDescription>
        </DialogHeader>
        <dl className="grid gap-2 text-sm">
          {SHORTCUTS.map(({ act, keys }) => (
            <div key={act} className="flex items-center justify-between gap-4">
              <dt>{act}</dt>
              <dd className="flex gap-1">
                {keys.map((key) => (
                  <KeyboardKey key={key}>{key === "mod" ? mod : key}</KeyboardKey>
                ))}
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex items-center justify-between gap-4 border-t pt-4">
          <Label htmlFor={id}>Single-key shortcuts</Label>
          <Switch id={id} checked={enabled} onCheckedChange={setEnabled} />
        </div>
      </DialogContent>
    </Dialog>
  );
}

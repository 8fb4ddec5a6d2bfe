"use client";

import { KeyboardIcon, MonitorIcon, MoonIcon, PlusIcon, SunIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useState } from "react";
import { NAVIGATION_ICONS, type NavigationGroup } from "@/components/app-shell/navigation";
import { PastedKeyNote } from "@/components/find-key/pasted-key-note";
import { usePastedKey } from "@/components/find-key/use-pasted-key";
import {
  CommandDialog,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@/components/ui/command";

/** An act that begins at an address. */
export type CommandLink = { label: string; href: string; shortcut?: string };

type CommandMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly NavigationGroup[];
  commands: readonly CommandLink[];
  onShowKeyboardHelp: () => void;
};

const THEMES = [
  { value: "light", label: "Light theme", icon: SunIcon },
  { value: "dark", label: "Dark theme", icon: MoonIcon },
  { value: "system", label: "Theme of the system", icon: MonitorIcon },
] as const;

export function CommandMenu({
  open,
  onOpenChange,
  groups,
  commands,
  onShowKeyboardHelp,
}: CommandMenuProps) {
  const router = useRouter();
  const { setTheme } = useTheme();

  function run(act: () => void) {
    onOpenChange(false);
    act();
  }

  return (
    <CommandDialog
      open={open}
      onOpenChange={onOpenChange}
      title="Command menu"
      description="Type to find a page or an act, then press Enter."
    >
      <CommandSearch onLeave={() => onOpenChange(false)} />
      <CommandList>
        <CommandEmpty>Nothing by that name.</CommandEmpty>
        {commands.length > 0 ? (
          <CommandGroup heading="Acts">
            {commands.map(({ label, href, shortcut }) => (
              <CommandItem key={href} onSelect={() => run(() => router.push(href))}>
                <PlusIcon />
                {label}
                {shortcut ? <CommandShortcut>{shortcut}</CommandShortcut> : null}
              </CommandItem>
            ))}
          </CommandGroup>
        ) : null}
        {groups.map((group) => (
          <CommandGroup key={group.label} heading={group.label}>
            {group.items.map(({ href, label, icon, external }) => {
              const Icon = NAVIGATION_ICONS[icon];
              const go = () => (external ? window.location.assign(href) : router.push(href));
              return (
                <CommandItem key={href} value={`${group.label} ${label}`} onSelect={() => run(go)}>
                  <Icon />
                  {label}
                </CommandItem>
              );
            })}
          </CommandGroup>
        ))}
        <CommandGroup heading="Appearance and help">
          {THEMES.map(({ value, label, icon: Icon }) => (
            <CommandItem key={value} onSelect={() => run(() => setTheme(value))}>
              <Icon />
              {label}
            </CommandItem>
          ))}
          <CommandItem onSelect={() => run(onShowKeyboardHelp)}>
            <KeyboardIcon />
            Keyboard shortcuts
            <CommandShortcut>?</CommandShortcut>
          </CommandItem>
        </CommandGroup>
      </CommandList>
    </CommandDialog>
  );
}

/** A pasted key leads to its page. */
function CommandSearch({ onLeave }: { onLeave: () => void }) {
  const [text, setText] = useState("");
  const pasted = usePastedKey({ leave: onLeave });
  return (
    <>
      <CommandInput
        placeholder="Type a page or an act ..."
        value={text}
        onValueChange={(value) => setText(pasted.take(value) ? "" : value)}
      />
      <PastedKeyNote note={pasted.note} className="px-3.5 not-empty:pb-1" />
    </>
  );
}

import { KeyboardIcon, PlusIcon } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { useState } from "react";
import { PastedKeyNote, usePastedKey } from "@/components/find-key";
import { THEMES } from "@/components/theme-toggle";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import {
  Command,
  CommandEmpty,
  CommandGroup,
  CommandInput,
  CommandItem,
  CommandList,
  CommandShortcut,
} from "@/components/ui/command";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { foldText } from "@/lib/core/text-search";
import { NAVIGATION_ICONS, type NavigationGroup } from "./navigation";
import { type Search, SearchResults, useSearch } from "./search-results";

/** An act that begins at an address. */
export type CommandLink = { label: string; href: string; shortcut?: string };

type CommandMenuProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  groups: readonly NavigationGroup[];
  commands: readonly CommandLink[];
  search: Search;
  onShowKeyboardHelp: () => void;
};

const HELP = "Appearance and help";

export function CommandMenu({ open, onOpenChange, ...parts }: CommandMenuProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent
        className="top-[12vh] max-w-xl translate-y-0 gap-0 overflow-hidden p-0"
        showCloseButton={false}
      >
        <DialogTitle className="sr-only">Command menu</DialogTitle>
        <DialogDescription className="sr-only">
          Type a name, an ID or a page, then press Enter.
        </DialogDescription>
        <Commands {...parts} onLeave={() => onOpenChange(false)} />
      </DialogContent>
    </Dialog>
  );
}

type CommandsProps = Omit<CommandMenuProps, "open" | "onOpenChange"> & { onLeave: () => void };

function Commands({ groups, commands, search, onShowKeyboardHelp, onLeave }: CommandsProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [text, setText] = useState("");
  const pasted = usePastedKey({ leave: onLeave });
  const { found, reading, isSettled } = useSearch(search, text);

  const leaving = (act: () => void) => () => {
    onLeave();
    act();
  };
  const open = (href: string) => leaving(() => router.push(href));
  const entries = [
    ...commands.map(({ label, href, shortcut }) => ({
      ...{ group: "Actions", label, shortcut, icon: PlusIcon, act: open(href) },
    })),
    ...groups.flatMap((group) =>
      group.items.map(({ href, label, icon, external }) => ({
        ...{ group: group.label, label, shortcut: undefined, icon: NAVIGATION_ICONS[icon] },
        act: external ? leaving(() => window.location.assign(href)) : open(href),
      })),
    ),
    ...THEMES.map(({ value, label, icon }) => ({
      ...{ group: HELP, label: `${label} theme`, shortcut: undefined, icon },
      act: leaving(() => setTheme(value)),
    })),
    {
      ...{ group: HELP, label: "Keyboard shortcuts", shortcut: "?", icon: KeyboardIcon },
      act: leaving(onShowKeyboardHelp),
    },
  ];
  const words = foldText(text.trim()).split(/\s+/);
  const shown = entries.filter(({ group, label }) =>
    words.every((word) => foldText(`${group} ${label}`).includes(word)),
  );
  const headings = [...new Set(shown.map(({ group }) => group))];

  return (
    <>
      <Command label="Command menu" shouldFilter={false} loop>
        <CommandInput
          placeholder="Find a key, product, flow, request id or page ..."
          value={text}
          onValueChange={(value) => setText(pasted.take(value) ? "" : value)}
        />
        <CommandList>
          {isSettled && !reading.error ? <CommandEmpty>Nothing found.</CommandEmpty> : null}
          <SearchResults found={found} onOpen={(href) => open(href)()} />
          {headings.map((heading) => (
            <CommandGroup key={heading} heading={heading}>
              {shown
                .filter(({ group }) => group === heading)
                .map(({ label, shortcut, icon: Icon, act }) => (
                  <CommandItem key={label} value={`${heading} ${label}`} onSelect={act}>
                    <Icon />
                    {label}
                    {shortcut ? <CommandShortcut>{shortcut}</CommandShortcut> : null}
                  </CommandItem>
                ))}
            </CommandGroup>
          ))}
        </CommandList>
      </Command>
      <PastedKeyNote note={pasted.note} className="px-3.5 not-empty:pb-3" />
      <div className="not-empty:p-3">
        <ReadTrouble of={reading} />
      </div>
    </>
  );
}

"use client";

import { type ReactNode, useState } from "react";
import { Brand } from "@/components/app-shell/brand";
import type { CommandLink } from "@/components/app-shell/command-menu";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { NavigationList } from "@/components/app-shell/navigation-list";
import type { Search } from "@/components/app-shell/search-results";
import { TopBar } from "@/components/app-shell/top-bar";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { useKeepFocus } from "@/components/hooks/use-keep-focus";
import { lazyDialog } from "@/components/lazy-dialog";

const CommandMenu = lazyDialog(() =>
  import("@/components/app-shell/command-menu").then((module) => module.CommandMenu),
);
const KeyboardHelp = lazyDialog(() =>
  import("@/components/app-shell/keyboard-help").then((module) => module.KeyboardHelp),
);

type AppShellProps = {
  navigation: readonly NavigationGroup[];
  commands: readonly CommandLink[];
  search: Search;
  organizationName: string;
  user: { name: string; email: string };
  children: ReactNode;
};

/** Sidebar, top bar, command menu and shortcuts around every page of the dashboard. */
export function AppShell({
  navigation,
  commands,
  search,
  organizationName,
  user,
  children,
}: AppShellProps) {
  const [commandMenu, setCommandMenu] = useState(false);
  const [keyboardHelp, setKeyboardHelp] = useState(false);
  useKeepFocus("content");
  useHotkeys({
    "mod+k": () => setCommandMenu((open) => !open),
    "?": () => setKeyboardHelp(true),
  });

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)]">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-sm font-medium text-primary-foreground focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sidebar lg:flex">
        <div className="flex h-13 items-center px-4.5">
          <Brand />
        </div>
        <NavigationList groups={navigation} />
      </aside>
      <div className="flex min-w-0 flex-col">
        <TopBar
          groups={navigation}
          organizationName={organizationName}
          user={user}
          onOpenCommandMenu={() => setCommandMenu(true)}
          onShowKeyboardHelp={() => setKeyboardHelp(true)}
        />
        <main id="content" tabIndex={-1} className="flex-1 outline-none">
          <div className="mx-auto w-full max-w-[96rem] px-4 py-6 sm:px-6 lg:px-8 lg:py-8">
            {children}
          </div>
        </main>
      </div>
      <CommandMenu
        open={commandMenu}
        onOpenChange={setCommandMenu}
        groups={navigation}
        commands={commands}
        search={search}
        onShowKeyboardHelp={() => setKeyboardHelp(true)}
      />
      <KeyboardHelp open={keyboardHelp} onOpenChange={setKeyboardHelp} />
    </div>
  );
}

"use client";

import { type ReactNode, useEffect, useState } from "react";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { lazyDialog } from "@/components/lazy-dialog";
import { Brand } from "./brand";
import type { CommandLink } from "./command-menu";
import type { NavigationGroup } from "./navigation";
import { NavigationList } from "./navigation-list";
import type { Search } from "./search-results";
import { TopBar } from "./top-bar";

const commandMenu = () => import("./command-menu");
const CommandMenu = lazyDialog(commandMenu, (it) => it.CommandMenu);
const keyboardHelp = () => import("./keyboard-help");
const KeyboardHelp = lazyDialog(keyboardHelp, (it) => it.KeyboardHelp);

type AppShellProps = {
  navigation: readonly NavigationGroup[];
  commands: readonly CommandLink[];
  search: Search;
  organizationName: string;
  user: { name: string; email: string };
  children: ReactNode;
};

/** Sidebar, top bar, command menu and shortcuts around every page of the dashboard. */
export function AppShell(props: AppShellProps) {
  const { navigation, commands, search, organizationName, user, children } = props;
  const [commandMenu, setCommandMenu] = useState(false);
  const [keyboardHelp, setKeyboardHelp] = useState(false);
  useKeepFocus("content");
  useHotkeys({
    "mod+k": () => setCommandMenu((open) => !open),
    "?": () => setKeyboardHelp(true),
  });

  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[14.5rem_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="fixed top-2 left-2 z-50 -translate-y-16 rounded-md bg-primary px-3 py-2 text-sm font-medium text-primary-foreground focus-visible:translate-y-0"
      >
        Skip to content
      </a>
      <aside className="sticky top-0 hidden h-dvh flex-col border-r bg-sidebar lg:flex print:hidden">
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

/** What the focus stood on, and what is around it that can take it, nearest first. */
type Focused = { element: Element; around: HTMLElement[] };

function focusedNow(): Focused | null {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const around: HTMLElement[] = [];
  for (let each = element.parentElement; each; each = each.parentElement) {
    if (each.tabIndex === -1 && each.hasAttribute("tabindex")) around.push(each);
  }
  return { element, around };
}

function isLost({ element }: Focused): boolean {
  return !element.isConnected || element.matches(":disabled");
}

/**
 * Keeps the focus in the page when what has it is removed or disabled: it goes to what was around
 * it and can take it, or to the content. Without it, a keyboard begins at the top of the page again.
 */
function useKeepFocus(content: string): void {
  useEffect(() => {
    let last = focusedNow();
    const note = () => {
      last = focusedNow() ?? last;
    };
    const rescue = () => {
      const active = document.activeElement;
      if (!last || !isLost(last) || (active !== document.body && active !== last.element)) return;
      const home = last.around.find(({ isConnected }) => isConnected);
      last = null;
      (home ?? document.getElementById(content))?.focus({ preventScroll: true });
    };
    // Afterwards: what closes, such as a menu, first gives the focus back by itself.
    const observer = new MutationObserver(() => {
      if (last && isLost(last)) setTimeout(rescue);
    });
    observer.observe(document.body, {
      childList: true,
      subtree: true,
      attributeFilter: ["disabled"],
    });
    document.addEventListener("focusin", note);
    return () => {
      observer.disconnect();
      document.removeEventListener("focusin", note);
    };
  }, [content]);
}

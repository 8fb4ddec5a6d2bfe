import { KeyboardIcon, LogOutIcon, MenuIcon, SearchIcon } from "lucide-react";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { useModKey } from "@/components/hooks/use-in-browser";
import { lazyDialog } from "@/components/lazy-dialog";
import { Link } from "@/components/link";
import { KeyboardKey } from "@/components/search-field";
import { ThemeToggle } from "@/components/theme-toggle";
import { Truncated } from "@/components/truncated";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
} from "@/components/ui/dropdown-menu";
import { BrandMark } from "./brand";
import { useCrumbs } from "./crumbs";
import { activeItem, type NavigationGroup } from "./navigation";

const dialogs = () => import("./navigation-sheet");
const NavigationSheet = lazyDialog(dialogs, (it) => it.NavigationSheet);

function MobileNavigation({ groups }: { groups: readonly NavigationGroup[] }) {
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

type TopBarProps = {
  groups: readonly NavigationGroup[];
  organizationName: string;
  user: { name: string; email: string };
  onOpenCommandMenu: () => void;
  onShowKeyboardHelp: () => void;
};

export function TopBar(props: TopBarProps) {
  const { groups, organizationName, user, onOpenCommandMenu, onShowKeyboardHelp } = props;
  const pathname = usePathname();
  const active = activeItem(groups, pathname);
  const crumbs = useCrumbs(pathname);
  const mod = useModKey();
  const trail = active ? [active.group.label, active.item.label] : [];
  return (
    <header className="sticky top-0 z-30 flex h-13 items-center gap-2 border-b bg-background/90 px-3 backdrop-blur-md sm:px-4 lg:px-6 print:hidden">
      <MobileNavigation groups={groups} />
      <BrandMark className="hidden sm:block lg:hidden" />
      <p className="flex min-w-0 flex-1 items-center gap-2 text-sm">
        <Truncated className="font-medium sm:max-w-48" title={organizationName} />
        {trail.map((part) => (
          <span key={part} className="hidden items-center gap-2 text-muted-foreground sm:flex">
            <Slash />
            {part}
          </span>
        ))}
        {crumbs.map(({ href, name }) => (
          <span
            key={href}
            title={name}
            className="hidden max-w-48 min-w-8 items-center gap-2 text-muted-foreground last:max-w-none last:min-w-24 last:shrink-[99999] last:text-foreground sm:flex"
          >
            <Slash />
            {href === pathname ? (
              <span aria-current="page" className="truncate">
                {name}
              </span>
            ) : (
              <Link href={href} className="truncate hover:text-foreground">
                {name}
              </Link>
            )}
          </span>
        ))}
      </p>
      <Button
        variant="outline"
        className="text-muted-foreground max-md:w-8 max-md:border-transparent max-md:bg-transparent max-md:px-0 max-md:shadow-none md:w-52 md:justify-between"
        onClick={onOpenCommandMenu}
      >
        <span className="flex items-center gap-2">
          <SearchIcon aria-hidden />
          <span className="font-normal max-md:sr-only">Go to ...</span>
          <span className="sr-only">Command menu</span>
        </span>
        <span aria-hidden className="hidden gap-1 md:flex">
          <KeyboardKey>{mod}</KeyboardKey>
          <KeyboardKey>K</KeyboardKey>
        </span>
      </Button>
      <ThemeToggle />
      <UserMenu
        user={user}
        organizationName={organizationName}
        onShowKeyboardHelp={onShowKeyboardHelp}
      />
    </header>
  );
}

function Slash() {
  return (
    <span aria-hidden className="text-input">
      /
    </span>
  );
}

type UserMenuProps = {
  user: { name: string; email: string };
  organizationName: string;
  onShowKeyboardHelp: () => void;
};

function initialsOf(name: string, email: string) {
  const words = (name.trim() || email).split(/\s+/);
  return words
    .slice(0, 2)
    .map((word) => [...word][0] ?? "")
    .join("")
    .toUpperCase();
}

/** Stays on the address that the browser came by, which the server may not know. */
async function leave() {
  const { signOut } = await import("next-auth/react");
  await signOut({ redirect: false });
  window.location.assign("/sign-in");
}

function UserMenu({ user, organizationName, onShowKeyboardHelp }: UserMenuProps) {
  return (
    <DropdownMenu
      align="end"
      className="w-60"
      trigger={
        <button
          type="button"
          className="flex size-8 items-center justify-center rounded-full border bg-secondary text-xs font-semibold transition-colors hover:bg-accent"
        >
          <span className="sr-only">Account</span>
          <span aria-hidden>{initialsOf(user.name, user.email)}</span>
        </button>
      }
    >
      <DropdownMenuLabel className="grid gap-0.5">
        <Truncated className="text-sm font-medium text-foreground" title={user.name} />
        <Truncated title={user.email} />
        <Truncated title={organizationName} />
      </DropdownMenuLabel>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={onShowKeyboardHelp}>
        <KeyboardIcon /> Keyboard shortcuts
        <DropdownMenuShortcut>?</DropdownMenuShortcut>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem onSelect={leave}>
        <LogOutIcon /> Sign out
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

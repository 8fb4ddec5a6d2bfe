"use client";

import { KeyboardIcon, LogOutIcon } from "lucide-react";
import { Truncated } from "@/components/truncated";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuShortcut,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";

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

export function UserMenu({ user, organizationName, onShowKeyboardHelp }: UserMenuProps) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger className="flex size-8 items-center justify-center rounded-full border bg-secondary text-xs font-semibold transition-colors hover:bg-accent">
        <span className="sr-only">Account</span>
        <span aria-hidden>{initialsOf(user.name, user.email)}</span>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="w-60">
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

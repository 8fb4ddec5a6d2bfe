"use client";

import { MonitorIcon, MoonIcon, SunIcon } from "lucide-react";
import { useTheme } from "next-themes";
import { Button } from "./ui/button";
import { DropdownMenu, DropdownMenuRadioItem } from "./ui/dropdown-menu";

export const THEMES = [
  { value: "light", label: "Light", icon: SunIcon },
  { value: "dark", label: "Dark", icon: MoonIcon },
  { value: "system", label: "System", icon: MonitorIcon },
] as const;

export function ThemeToggle() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <DropdownMenu
      align="end"
      trigger={
        <Button variant="ghost" size="icon" aria-label="Theme">
          <SunIcon className="dark:hidden" />
          <MoonIcon className="hidden dark:block" />
        </Button>
      }
    >
      {THEMES.map(({ value, label, icon: Icon }) => (
        <DropdownMenuRadioItem
          key={value}
          checked={value === theme}
          onSelect={() => setTheme(value)}
        >
          <Icon /> {label}
        </DropdownMenuRadioItem>
      ))}
    </DropdownMenu>
  );
}

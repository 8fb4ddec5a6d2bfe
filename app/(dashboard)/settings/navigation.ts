import type { CommandLink } from "@/components/app-shell/command-menu";
import type { NavigationItem } from "@/components/app-shell/navigation";

/** Every page of the settings, in the order of the sidebar. */
export const settingsNavigation: readonly NavigationItem[] = [
  { href: "/settings/api", label: "API", icon: "key" },
  { href: "/settings/secrets", label: "Secrets", icon: "lock" },
];

export const settingsCommands: readonly CommandLink[] = [
  { label: "Create New API Key", href: "/settings/api?dialog=create", shortcut: "c" },
  { label: "Create Secret", href: "/settings/secrets?dialog=create" },
];

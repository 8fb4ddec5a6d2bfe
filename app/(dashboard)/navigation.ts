import { settingsCommands, settingsNavigation } from "@/app/(dashboard)/settings/navigation";
import type { CommandLink } from "@/components/app-shell/command-menu";
import type { NavigationGroup } from "@/components/app-shell/navigation";

/** The sidebar, from top to bottom. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: "Build",
    items: [
      { href: "/products", label: "Products", icon: "package" },
      { href: "/flows", label: "Flows", icon: "workflow" },
    ],
  },
  { label: "Monitor", items: [{ href: "/usage", label: "Usage", icon: "chart" }] },
  { label: "Settings", items: settingsNavigation },
  {
    label: "Reference",
    items: [{ href: "/docs", label: "API documentation", icon: "book", external: true }],
  },
];

export const commands: readonly CommandLink[] = [
  { label: "New Product", href: "/products?dialog=create" },
  ...settingsCommands,
];

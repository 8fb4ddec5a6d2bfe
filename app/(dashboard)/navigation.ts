import type { CommandLink } from "@/components/app-shell/command-menu";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { settingsCommands, settingsNavigation } from "./settings/navigation";

/** The sidebar, from top to bottom. */
export const navigation: readonly NavigationGroup[] = [
  {
    label: "Build",
    items: [
      { href: "/products", label: "Products", icon: "package" },
      { href: "/customers", label: "Customers", icon: "building", alsoAt: ["/plans"] },
      { href: "/flows", label: "Flows", icon: "workflow" },
    ],
  },
  { label: "Monitor", items: [{ href: "/usage", label: "Usage", icon: "chart" }] },
  { label: "Settings", items: settingsNavigation },
  {
    label: "Reference",
    items: [
      { href: "/docs", label: "Guides", icon: "book", external: true },
      { href: "/docs/api", label: "API reference", icon: "code", external: true },
    ],
  },
];

export const commands: readonly CommandLink[] = [
  { label: "New Product", href: "/products?dialog=create" },
  { label: "New Customer", href: "/customers?dialog=create" },
  { label: "New Plan", href: "/plans?dialog=create" },
  { label: "New Flow", href: "/flows?dialog=create" },
  ...settingsCommands,
];

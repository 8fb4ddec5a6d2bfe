import type { ReactNode } from "react";
import { settingsCommands, settingsNavigation } from "@/app/(dashboard)/settings/navigation";
import { AppShell } from "@/components/app-shell/app-shell";
import type { NavigationGroup } from "@/components/app-shell/navigation";
import { requireSession } from "@/lib/auth/require-session";

const navigation: readonly NavigationGroup[] = [
  { label: "Settings", items: settingsNavigation },
  {
    label: "Reference",
    items: [{ href: "/docs", label: "API documentation", icon: "book", external: true }],
  },
];

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user, organization } = await requireSession();
  return (
    <AppShell
      navigation={navigation}
      commands={settingsCommands}
      organizationName={organization.name}
      user={{ name: user.name, email: user.email }}
    >
      {children}
    </AppShell>
  );
}

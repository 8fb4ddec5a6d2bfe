import type { ReactNode } from "react";
import { commands, navigation } from "@/app/(dashboard)/navigation";
import { AppShell } from "@/components/app-shell/app-shell";
import { requireSession } from "@/lib/auth/require-session";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user, organization } = await requireSession();
  return (
    <AppShell
      navigation={navigation}
      commands={commands}
      organizationName={organization.name}
      user={{ name: user.name, email: user.email }}
    >
      {children}
    </AppShell>
  );
}

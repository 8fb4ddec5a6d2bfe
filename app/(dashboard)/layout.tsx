import type { ReactNode } from "react";
import { findKey, search } from "@/app/(dashboard)/actions";
import { commands, navigation } from "@/app/(dashboard)/navigation";
import { AppShell } from "@/components/app-shell/app-shell";
import { FindKeyProvider } from "@/components/find-key/find-key-provider";
import { requireSession } from "@/lib/auth/require-session";

export default async function DashboardLayout({ children }: { children: ReactNode }) {
  const { user, organization } = await requireSession();
  return (
    <FindKeyProvider find={findKey}>
      <AppShell
        navigation={navigation}
        commands={commands}
        search={search}
        organizationName={organization.name}
        user={{ name: user.name, email: user.email }}
      >
        {children}
      </AppShell>
    </FindKeyProvider>
  );
}

import type { ReactNode } from "react";
import { AppShell } from "@/components/app-shell/app-shell";
import { FindKeyProvider } from "@/components/find-key";
import { requireSession } from "@/lib/auth/require-session";
import { findKey, search } from "./actions";
import { commands, navigation } from "./navigation";

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

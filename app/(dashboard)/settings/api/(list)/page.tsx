import type { Metadata } from "next";
import { KeysScreen } from "@/app/(dashboard)/settings/api/_components/keys-screen";
import { readOnlyReason } from "@/app/(dashboard)/settings/api/_components/read-only-reason";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { tableQuery } from "@/components/key/table/table-query";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyTable } from "@/lib/services/platform-key/table";

export const metadata: Metadata = { title: "API keys" };

type PageProps = { searchParams: Promise<Asked> };

export default async function ApiKeysPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = tableQuery((name) => [params[name]].flat()[0]);
  const caller = { principal, requestId: newId("request") };
  const [table, form] = await Promise.all([
    platformKeyTable
      .perform(caller, () => query)
      .catch((error: unknown) => startAgain(error, "/settings/api", params)),
    platformKeyForm.perform(caller, () => ({})),
  ]);
  return (
    <UrlStateProvider>
      <KeysScreen
        initial={table}
        initialQuery={query}
        form={form}
        readOnlyReason={readOnlyReason(principal)}
      />
    </UrlStateProvider>
  );
}

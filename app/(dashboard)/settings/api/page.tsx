import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { KeysScreen } from "@/app/(dashboard)/settings/api/_components/keys-screen";
import { readOnlyReason } from "@/app/(dashboard)/settings/api/_components/read-only-reason";
import { tableQuery } from "@/components/key/table/table-query";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyTable } from "@/lib/services/platform-key/table";

export const metadata: Metadata = { title: "API keys" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function ApiKeysPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = tableQuery((name) => [params[name]].flat()[0]);
  const caller = { principal, requestId: newId("request") };
  const [table, form] = await Promise.all([
    platformKeyTable.perform(caller, () => query).catch(startAgain),
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

/** An address that was tampered with, such as a cursor of another order, leads to the first page. */
function startAgain(error: unknown): never {
  if (error instanceof AppError && error.code === "bad_request") redirect("/settings/api");
  throw error;
}

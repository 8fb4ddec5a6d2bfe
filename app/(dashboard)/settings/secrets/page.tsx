import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { secretsReadOnlyReason } from "@/app/(dashboard)/settings/secrets/_components/read-only-reason";
import { secretQuery } from "@/app/(dashboard)/settings/secrets/_components/secret-query";
import { SecretsScreen } from "@/app/(dashboard)/settings/secrets/_components/secrets-screen";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { listSecrets } from "@/lib/services/secret/list";

export const metadata: Metadata = { title: "Secrets" };

type PageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function SecretsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = secretQuery((name) => [params[name]].flat()[0]);
  const secrets = await listSecrets
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch(startAgain);
  return (
    <UrlStateProvider>
      <SecretsScreen secrets={secrets} readOnlyReason={secretsReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}

/** An address that was tampered with, such as a foreign cursor, leads to the first page. */
function startAgain(error: unknown): never {
  if (error instanceof AppError && error.code === "bad_request") redirect("/settings/secrets");
  throw error;
}

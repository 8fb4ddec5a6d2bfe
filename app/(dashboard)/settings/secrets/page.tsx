import type { Metadata } from "next";
import { secretsReadOnlyReason } from "@/app/(dashboard)/settings/secrets/_components/read-only-reason";
import { secretQuery } from "@/app/(dashboard)/settings/secrets/_components/secret-query";
import { SecretsScreen } from "@/app/(dashboard)/settings/secrets/_components/secrets-screen";
import { type Asked, startAgain } from "@/app/(dashboard)/start-again";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { requireSession } from "@/lib/auth/require-session";
import { newId } from "@/lib/core/ids";
import { listSecrets } from "@/lib/services/secret/reads";

export const metadata: Metadata = { title: "Secrets" };

type PageProps = { searchParams: Promise<Asked> };

export default async function SecretsPage({ searchParams }: PageProps) {
  const { principal } = await requireSession();
  const params = await searchParams;
  const query = secretQuery((name) => [params[name]].flat()[0]);
  const secrets = await listSecrets
    .perform({ principal, requestId: newId("request") }, () => query)
    .catch((error: unknown) => startAgain(error, "/settings/secrets", params));
  return (
    <UrlStateProvider>
      <SecretsScreen secrets={secrets} readOnlyReason={secretsReadOnlyReason(principal)} />
    </UrlStateProvider>
  );
}

import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { secretQuery } from "@/app/(dashboard)/settings/secrets/_components/secret-query";
import { SecretsScreen } from "@/app/(dashboard)/settings/secrets/_components/secrets-screen";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { page } from "@/lib/actions/page";
import { listSecrets } from "@/lib/services/secret/reads";

const { Page, generateMetadata } = page(listSecrets, {
  input: ({ query }) => secretQuery(query),
  title: "Secrets",
  show: (secrets, { principal }) => (
    <UrlStateProvider>
      <SecretsScreen
        secrets={secrets}
        readOnlyReason={readOnlyReason(principal, "SECRETS:WRITE")}
      />
    </UrlStateProvider>
  ),
});

export { generateMetadata, Page as default };

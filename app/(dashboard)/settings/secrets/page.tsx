import { secretQuery } from "@/app/(dashboard)/list-queries";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { page } from "@/lib/actions/page";
import { listSecrets } from "@/lib/services/secret/reads";
import { SecretsScreen } from "./_components/secrets-screen";

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

import { secretQuery } from "@/app/(dashboard)/list-queries";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { page } from "@/lib/actions/page";
import { listSecrets } from "@/lib/services/secret/reads";
import { SecretsScreen } from "./_components/secrets-screen";

const { Page, generateMetadata } = page(listSecrets, {
  input: ({ query }) => secretQuery(query),
  title: "Secrets",
  show: (secrets) => (
    <UrlStateProvider>
      <SecretsScreen secrets={secrets} />
    </UrlStateProvider>
  ),
});

export { generateMetadata, Page as default };

import { secretQuery } from "@/app/(dashboard)/list-queries";
import { page } from "@/lib/actions/page";
import { listSecrets } from "@/lib/services/secret/reads";
import { SecretsScreen } from "./_components/secrets-screen";

const { Page, generateMetadata } = page(listSecrets, {
  input: ({ query }) => secretQuery(query),
  title: "Secrets",
  show: (secrets) => <SecretsScreen secrets={secrets} />,
});

export { generateMetadata, Page as default };

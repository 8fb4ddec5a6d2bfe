import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { KeysScreen } from "@/app/(dashboard)/settings/api/_components/keys-screen";
import { tableQuery } from "@/components/key/table/table-query";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { page } from "@/lib/actions/page";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyTable } from "@/lib/services/platform-key/reads";

const { Page, generateMetadata } = page(platformKeyTable, {
  input: ({ query }) => tableQuery(query),
  title: "API keys",
  show: async (table, { principal, query, read }) => (
    <UrlStateProvider>
      <KeysScreen
        initial={table}
        initialQuery={tableQuery(query)}
        form={await read(platformKeyForm, {})}
        readOnlyReason={readOnlyReason(principal, "API_KEYS:WRITE")}
      />
    </UrlStateProvider>
  ),
});

export { generateMetadata, Page as default };

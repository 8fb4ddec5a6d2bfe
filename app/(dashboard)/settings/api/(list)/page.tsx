import { KeysScreen } from "@/app/(dashboard)/settings/api/_components/keys-screen";
import { tableQuery } from "@/components/key/table/table-query";
import { page, type Visit } from "@/lib/actions/page";
import { platformKeyForm } from "@/lib/services/platform-key/form";
import { platformKeyTable } from "@/lib/services/platform-key/reads";

const formOf = ({ read }: Visit<unknown>) => read(platformKeyForm, {});

const { Page, generateMetadata } = page(platformKeyTable, {
  input: ({ query }) => tableQuery(query),
  title: "API keys",
  ahead: formOf,
  show: async (table, visit) => (
    <KeysScreen initial={table} initialQuery={tableQuery(visit.query)} form={await formOf(visit)} />
  ),
});

export { generateMetadata, Page as default };

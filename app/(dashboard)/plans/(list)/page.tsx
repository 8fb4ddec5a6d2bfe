import { searchQuery } from "@/app/(dashboard)/list-queries";
import { PlansScreen } from "@/app/(dashboard)/plans/_components/plans-screen";
import { page } from "@/lib/actions/page";
import { planTable, soldCapabilities } from "@/lib/services/plan/reads";

const { Page, generateMetadata } = page(planTable, {
  input: ({ query }) => searchQuery(query),
  title: "Plans",
  ahead: ({ read }) => read(soldCapabilities, {}),
  show: async (table, { read }) => (
    <PlansScreen table={table} {...(await read(soldCapabilities, {}))} />
  ),
});

export { generateMetadata, Page as default };

import { searchQuery } from "@/app/(dashboard)/list-queries";
import { PlansScreen } from "@/app/(dashboard)/plans/_components/plans-screen";
import { page } from "@/lib/actions/page";
import { planTable } from "@/lib/services/plan/reads";

const { Page, generateMetadata } = page(planTable, {
  input: ({ query }) => searchQuery(query),
  title: "Plans",
  show: (table) => <PlansScreen table={table} />,
});

export { generateMetadata, Page as default };

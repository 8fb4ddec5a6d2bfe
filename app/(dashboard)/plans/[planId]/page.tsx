import {
  customerQuery,
  DEFAULT_SORT,
} from "@/app/(dashboard)/customers/_components/customer-query";
import { planInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { customerTable } from "@/lib/services/customer/table";
import { planChoices, planOverview, soldCapabilities } from "@/lib/services/plan/reads";
import { PlanScreen } from "./_components/plan-screen";

const { Page, generateMetadata } = page(planOverview, {
  input: planInPath,
  title: ({ name }) => `${name} · Plans`,
  crumbs: ({ id, name }) => [{ href: `/plans/${id}`, name }],
  show: async (plan, { query, read }) => {
    const [table, { plans }, { capabilities }] = await Promise.all([
      read(customerTable, { ...customerQuery(query), planId: plan.id }),
      read(planChoices, {}),
      read(soldCapabilities, {}),
    ]);
    return (
      <PlanScreen
        plan={plan}
        capabilities={capabilities}
        table={table}
        plans={plans}
        sort={query("sort") ?? DEFAULT_SORT}
      />
    );
  },
});

export { generateMetadata, Page as default };

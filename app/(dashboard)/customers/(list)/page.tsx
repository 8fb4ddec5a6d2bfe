import {
  customerQuery,
  DEFAULT_SORT,
} from "@/app/(dashboard)/customers/_components/customer-query";
import { CustomersScreen } from "@/app/(dashboard)/customers/_components/customers-screen";
import { page } from "@/lib/actions/page";
import { customerTable } from "@/lib/services/customer/table";
import { planChoices } from "@/lib/services/plan/reads";

const { Page, generateMetadata } = page(customerTable, {
  input: ({ query }) => customerQuery(query),
  title: "Customers",
  ahead: ({ read }) => read(planChoices, {}),
  show: async (table, { query, read }) => {
    const { plans } = await read(planChoices, {});
    return <CustomersScreen table={table} plans={plans} sort={query("sort") ?? DEFAULT_SORT} />;
  },
});

export { generateMetadata, Page as default };

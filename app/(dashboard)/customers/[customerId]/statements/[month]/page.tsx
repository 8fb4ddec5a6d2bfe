import { customerInPath } from "@/app/(dashboard)/in-path";
import { formatMonth } from "@/components/format-from";
import { page, type Visit } from "@/lib/actions/page";
import { getCustomer } from "@/lib/services/customer/reads";
import { getStatement } from "@/lib/services/customer/statement";
import { soldCapabilities } from "@/lib/services/plan/reads";
import { StatementScreen } from "./_components/statement-screen";

const { Page, generateMetadata } = page(getCustomer, {
  input: (visit: Visit<{ customerId: string; month: string }>) => customerInPath(visit),
  title: ({ name }, { params }) => `${params.month} · ${name}`,
  crumbs: ({ id, name }, { params: { month } }) => [
    { href: `/customers/${id}`, name },
    { href: `/customers/${id}/statements/${month}`, name: month },
  ],
  show: async (customer, { params: { month }, read }) => {
    const [statement, { capabilities }] = await Promise.all([
      read(getStatement, { id: customer.id, month }),
      read(soldCapabilities, {}),
    ]);
    return (
      <StatementScreen
        customer={customer}
        statement={statement}
        capabilities={capabilities}
        title={formatMonth(month)}
      />
    );
  },
});

export { generateMetadata, Page as default };

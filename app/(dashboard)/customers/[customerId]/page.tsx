import { customerInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import { customerOverview } from "@/lib/services/customer/overview";
import { getPlan, planChoices } from "@/lib/services/plan/reads";
import { CustomerScreen } from "./_components/customer-screen";

const { Page, generateMetadata } = page(customerOverview, {
  input: customerInPath,
  title: ({ customer }) => `${customer.name} · Customers`,
  crumbs: ({ customer: { id, name } }) => [{ href: `/customers/${id}`, name }],
  ahead: ({ read }) => read(planChoices, {}),
  show: async (overview, { read }) => {
    const { planId } = overview.customer;
    const [{ plans }, plan] = await Promise.all([
      read(planChoices, {}),
      planId === null ? null : read(getPlan, { id: planId }),
    ]);
    return <CustomerScreen overview={overview} plan={plan} plans={plans} />;
  },
});

export { generateMetadata, Page as default };

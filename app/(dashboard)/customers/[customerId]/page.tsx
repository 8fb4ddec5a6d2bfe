import { customerInPath } from "@/app/(dashboard)/in-path";
import { page } from "@/lib/actions/page";
import type { PortalLinkStatus } from "@/lib/contracts/customer/portal-links";
import { customerOverview } from "@/lib/services/customer/overview";
import { listPortalLinks } from "@/lib/services/customer/portal-links";
import { getPlan, planChoices } from "@/lib/services/plan/reads";
import { CustomerScreen } from "./_components/customer-screen";

const { Page, generateMetadata } = page(customerOverview, {
  input: customerInPath,
  title: ({ customer }) => `${customer.name} · Customers`,
  crumbs: ({ customer: { id, name } }) => [{ href: `/customers/${id}`, name }],
  ahead: ({ read }) => read(planChoices, {}),
  show: async (overview, { read }) => {
    const { planId } = overview.customer;
    const { id } = overview.customer;
    const linksOf = (status: PortalLinkStatus) => read(listPortalLinks, { id, status });
    const [{ plans }, plan, ...links] = await Promise.all([
      read(planChoices, {}),
      planId === null ? null : read(getPlan, { id: planId }),
      linksOf("entered"),
      linksOf("opened"),
      linksOf("open"),
    ]);
    const portal = links.flatMap(({ data }) => data);
    return <CustomerScreen overview={overview} plan={plan} plans={plans} portal={portal} />;
  },
});

export { generateMetadata, Page as default };

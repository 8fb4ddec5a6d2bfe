import { readCustomersUsage, readUsage, readUsageChoices } from "@/app/(dashboard)/actions";
import { PageHeader } from "@/components/page-header";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { CustomersPanel } from "@/components/usage/customers-panel";
import { customersQuery } from "@/components/usage/customers-query";
import { usageQuery } from "@/components/usage/usage-query";
import { UsageScreen } from "@/components/usage/usage-screen";
import { page, type Visit } from "@/lib/actions/page";
import { usageChoices } from "@/lib/services/analytics/choices";
import { customersUsage } from "@/lib/services/analytics/customers";
import { usageOverview } from "@/lib/services/analytics/reads";

function choicesOf({ query, read }: Visit<unknown>) {
  const { keyId, productId, surfaceId } = usageQuery(query);
  return read(usageChoices, { keyId, productId, surfaceId });
}

const customersOf = ({ query, read }: Visit<unknown>) =>
  read(customersUsage, customersQuery(query));

const { Page, generateMetadata } = page(usageOverview, {
  input: ({ query }) => usageQuery(query),
  title: "Usage",
  ahead: (visit) => Promise.all([choicesOf(visit), customersOf(visit)]),
  show: async (usage, visit) => (
    <>
      <PageHeader
        title="Usage"
        description="Which keys call which capabilities, how often, how fast, and with what outcome."
      />
      <UrlStateProvider>
        <UsageScreen
          client={{ readUsage, readChoices: readUsageChoices }}
          initial={usage}
          initialQuery={usageQuery(visit.query)}
          choices={await choicesOf(visit)}
        >
          <CustomersPanel
            initial={await customersOf(visit)}
            initialQuery={customersQuery(visit.query)}
            readCustomers={readCustomersUsage}
          />
        </UsageScreen>
      </UrlStateProvider>
    </>
  ),
});

export { generateMetadata, Page as default };

import { PageHeader } from "@/components/page-header";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { usageQuery } from "@/components/usage/usage-query";
import { page } from "@/lib/actions/page";
import { usageChoices } from "@/lib/services/analytics/choices";
import { usageOverview } from "@/lib/services/analytics/reads";
import { LiveUsage } from "./_components/live-usage";

const { Page, generateMetadata } = page(usageOverview, {
  input: ({ query }) => usageQuery(query),
  title: "Usage",
  show: async (usage, { query, read }) => {
    const asked = usageQuery(query);
    const { keyId, productId, surfaceId } = asked;
    const choices = await read(usageChoices, { keyId, productId, surfaceId });
    return (
      <UrlStateProvider>
        <PageHeader
          title="Usage"
          description="Which keys call which capabilities, how often, how fast, and with what outcome."
        />
        <LiveUsage initial={usage} initialQuery={asked} choices={choices} />
      </UrlStateProvider>
    );
  },
});

export { generateMetadata, Page as default };

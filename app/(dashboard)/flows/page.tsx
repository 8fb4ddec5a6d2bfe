import { flowQuery } from "@/app/(dashboard)/flows/_components/flow-query";
import { FlowsScreen } from "@/app/(dashboard)/flows/_components/flows-screen";
import { readOnlyReason } from "@/app/(dashboard)/read-only-reason";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { page } from "@/lib/actions/page";
import { listFlows } from "@/lib/services/flow/reads";

const { Page, generateMetadata } = page(listFlows, {
  input: ({ query }) => flowQuery(query),
  title: "Flows",
  show: (flows, { principal }) => (
    <UrlStateProvider>
      <FlowsScreen flows={flows} readOnlyReason={readOnlyReason(principal, "FLOWS:WRITE")} />
    </UrlStateProvider>
  ),
});

export { generateMetadata, Page as default };

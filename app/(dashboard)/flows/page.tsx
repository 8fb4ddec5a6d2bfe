import { searchQuery } from "@/app/(dashboard)/list-queries";
import { page } from "@/lib/actions/page";
import { listFlows } from "@/lib/services/flow/reads";
import { FlowsScreen } from "./_components/flows-screen";

const { Page, generateMetadata } = page(listFlows, {
  input: ({ query }) => searchQuery(query),
  title: "Flows",
  show: (flows) => <FlowsScreen flows={flows} />,
});

export { generateMetadata, Page as default };

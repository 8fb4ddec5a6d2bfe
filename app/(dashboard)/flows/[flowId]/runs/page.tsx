import { flowInPath } from "@/app/(dashboard)/in-path";
import { runQuery } from "@/app/(dashboard)/list-queries";
import { page } from "@/lib/actions/page";
import { listExecutions } from "@/lib/services/execution/reads";
import { getFlow } from "@/lib/services/flow/reads";
import { RunsScreen } from "./_components/runs-screen";

const { Page, generateMetadata } = page(getFlow, {
  input: flowInPath,
  title: ({ name }) => `Runs · ${name}`,
  show: async ({ id }, { query, read }) => (
    <RunsScreen flowId={id} runs={await read(listExecutions, runQuery(id, query))} />
  ),
});

export { generateMetadata, Page as default };

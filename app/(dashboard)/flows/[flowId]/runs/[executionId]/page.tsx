import { notFound } from "next/navigation";
import { RunScreen } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-screen";
import { flowInPath } from "@/app/(dashboard)/in-path";
import { page, type Visit } from "@/lib/actions/page";
import { getExecution } from "@/lib/services/execution/reads";
import { getFlow } from "@/lib/services/flow/reads";

type RunVisit = Visit<{ flowId: string; executionId: string }>;

const { Page, generateMetadata } = page(getFlow, {
  input: (visit: RunVisit) => flowInPath(visit),
  title: ({ name }) => `Run · ${name}`,
  crumbs: (flow, { params: { executionId: id } }) => [
    { href: `/flows/${flow.id}/runs/${id}`, name: `Run …${id.slice(-6)}` },
  ],
  show: async (flow, { params, read }) => {
    const run = await read(getExecution, { id: params.executionId });
    return run.flowId === flow.id ? <RunScreen run={run} /> : notFound();
  },
});

export { generateMetadata, Page as default };

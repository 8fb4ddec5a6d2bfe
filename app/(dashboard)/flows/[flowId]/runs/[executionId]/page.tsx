import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { RunScreen } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-screen";
import { NamedPage } from "@/components/app-shell/crumbs";
import { AppError } from "@/lib/core/errors";
import { getExecution } from "@/lib/services/execution/reads";

type PageProps = { params: Promise<{ flowId: string; executionId: string }> };

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { flow } = await readFlow((await params).flowId);
  return { title: `Run · ${flow.name}` };
}

export default async function FlowRunPage({ params }: PageProps) {
  const { flowId, executionId: id } = await params;
  const { flow, caller } = await readFlow(flowId);
  const run = await getExecution.perform(caller, () => ({ id })).catch(noSuchRun);
  if (run.flowId !== flow.id) notFound();
  return (
    <>
      <NamedPage href={`/flows/${flow.id}/runs/${id}`} name={`Run …${id.slice(-6)}`} />
      <RunScreen run={run} />
    </>
  );
}

function noSuchRun(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}

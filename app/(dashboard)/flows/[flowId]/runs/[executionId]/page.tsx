import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readFlow } from "@/app/(dashboard)/flows/[flowId]/read-flow";
import { RunScreen } from "@/app/(dashboard)/flows/[flowId]/runs/_components/run-screen";
import { AppError } from "@/lib/core/errors";
import { getExecution } from "@/lib/services/execution/get";

export const metadata: Metadata = { title: "Run of a flow" };

type PageProps = { params: Promise<{ flowId: string; executionId: string }> };

export default async function FlowRunPage({ params }: PageProps) {
  const { flowId, executionId: id } = await params;
  const { flow, caller } = await readFlow(flowId);
  const run = await getExecution.perform(caller, () => ({ id })).catch(noSuchRun);
  if (run.flowId !== flow.id) notFound();
  return <RunScreen run={run} />;
}

function noSuchRun(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}

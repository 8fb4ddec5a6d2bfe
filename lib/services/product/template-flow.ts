import "server-only";
import type { AuditFact } from "@/lib/audit/record-audit";
import { createFlowContract } from "@/lib/contracts/flow";
import { flowStepsField } from "@/lib/contracts/flow-step";
import { SAMPLE_FLOWS, type SampleFlowKey } from "@/lib/contracts/sample-flows";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertMayGive } from "@/lib/services/flow-rights";

type Asked = { flowId?: string | undefined; sampleFlow?: SampleFlowKey | undefined };

type TemplateFlow = {
  id: string;
  name: string;
  description: string | null;
  /** Of a flow that was made along. */
  facts: readonly AuditFact[];
};

/** The flow that a new product begins with; a sample is made. Throws `bad_request` for an unknown one. */
export async function templateFlow(
  db: Transaction,
  principal: Principal,
  { flowId, sampleFlow }: Asked,
): Promise<TemplateFlow> {
  if (sampleFlow) return makeSample(db, principal, sampleFlow);
  const { organizationId } = principal;
  const flow = await db.flow.findFirst({
    where: { organizationId, id: flowId ?? "" },
    select: { id: true, name: true, description: true },
  });
  if (!flow) throw invalidField("template.flowId", "There is no such flow.");
  return { ...flow, facts: [] };
}

/** A sample flow as a flow of the organization, published, so that production keys run it too. */
async function makeSample(
  db: Transaction,
  principal: Principal,
  key: SampleFlowKey,
): Promise<TemplateFlow> {
  const { organizationId } = principal;
  const { name, description } = SAMPLE_FLOWS[key];
  const id = newId("flow");
  const steps = flowStepsField.parse(SAMPLE_FLOWS[key].steps);
  assertMayGive(principal, steps);
  await db.flow.create({
    data: { id, organizationId, name, description, steps, publishedVersion: 1 },
  });
  await db.flowVersion.create({
    data: { id: newId("flowVersion"), organizationId, flowId: id, versionNumber: 1, steps },
  });
  const action = createFlowContract.name;
  const fact = { action, target: { type: "flow", id }, metadata: { name, sample: key } };
  return { id, name, description, facts: [fact] };
}

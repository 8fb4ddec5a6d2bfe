import "server-only";
import { flowStepsField } from "@/lib/contracts/flow-step";
import { storedObject } from "@/lib/contracts/json-field";
import { SAMPLE_FLOWS, type SampleFlowKey } from "@/lib/contracts/sample-flows";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/assert-holds";
import { addCapability } from "@/lib/services/catalog/add-capability";
import { addItem } from "@/lib/services/catalog/add-item";
import { addSurface } from "@/lib/services/catalog/add-surface";
import { addSurfaceKey } from "@/lib/services/key/add-surface-key";
import { expiryOf } from "@/lib/services/key/expiry-of";

type Template = {
  id: string;
  name: string;
  flowId?: string | undefined;
  sampleFlow?: SampleFlowKey | undefined;
};

const KEY_NAME = "Test key";
const SURFACE = {
  name: "Public API",
  type: "api",
  status: "active",
  environment: "development",
  config: {},
  behavior: {},
  inbound: {},
  outbound: {},
} as const;

/**
 * A new product's API surface with a capability and a test key, in the same transaction as the
 * product. A key that an API key makes ends with it. Throws `forbidden` for those who may not make
 * keys.
 */
export async function fromTemplate(db: Transaction, principal: Principal, template: Template) {
  assertHolds(principal, "SURFACE_KEYS:WRITE");
  if (template.sampleFlow) {
    assertHolds(principal, "FLOWS:WRITE");
    assertHolds(principal, "FLOWS:EXECUTE");
  }
  const { organizationId } = principal;
  const product = { organizationId, productId: template.id };
  const flow = await flowOf(db, organizationId, template);
  const capability = await addCapability(db, product, {
    flowId: flow.id,
    capabilityName: flow.name.slice(0, 100),
    capabilityDescription: flow.description,
    parametersSchema:
      template.sampleFlow && storedObject.parse(SAMPLE_FLOWS[template.sampleFlow].parametersSchema),
    enabled: true,
  });
  const surfaceId = await addSurface(db, product, SURFACE);
  await addItem(
    db,
    { ...product, surfaceId },
    {
      capabilityId: capability.id,
      exposedName: null,
      exposedDescription: null,
      isEntryPoint: true,
      enabled: true,
      presentation: {},
      config: {},
    },
  );
  const expiry = await expiryOf(db, principal);
  const key = await addSurfaceKey(
    db,
    principal,
    { ...product, kind: "surface", surfaceId },
    { name: KEY_NAME, environment: "test", expiresAt: expiry?.toISOString() ?? null },
  );
  return {
    id: key.id,
    name: KEY_NAME,
    key: key.key,
    prefix: key.keyPrefix,
    limits: { perMinute: key.rateLimitPerMinute, perDay: key.rateLimitPerDay },
    canRevealLater: false as const,
  };
}

type FlowFacts = { id: string; name: string; description: string | null };

async function flowOf(
  db: Transaction,
  organizationId: string,
  { flowId, sampleFlow }: Template,
): Promise<FlowFacts> {
  if (sampleFlow) return sample(db, organizationId, sampleFlow);
  const flow = await db.flow.findFirst({
    where: { organizationId, id: flowId ?? "" },
    select: { id: true, name: true, description: true },
  });
  if (!flow) throw invalidField("template.flowId", "There is no such flow.");
  return flow;
}

/** A sample flow as a flow of the organization, published, so that production keys run it too. */
async function sample(
  db: Transaction,
  organizationId: string,
  key: SampleFlowKey,
): Promise<FlowFacts> {
  const { name, description, steps } = SAMPLE_FLOWS[key];
  const id = newId("flow");
  const valid = flowStepsField.parse(steps);
  await db.flow.create({
    data: { id, organizationId, name, description, steps: valid, publishedVersion: 1 },
  });
  await db.flowVersion.create({
    data: {
      id: newId("flowVersion"),
      organizationId,
      flowId: id,
      versionNumber: 1,
      steps: valid,
    },
  });
  return { id, name, description };
}

import "server-only";
import type { AuditFact } from "@/lib/audit/record-audit";
import { capabilityContracts } from "@/lib/contracts/capability/contracts";
import { flowContracts } from "@/lib/contracts/flow/contracts";
import { SAMPLE_FLOWS, type SampleFlowKey } from "@/lib/contracts/flow/sample-flows";
import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import { storedObject } from "@/lib/contracts/json-field";
import { surfaceContracts } from "@/lib/contracts/surface/contracts";
import { surfaceItemContracts } from "@/lib/contracts/surface-item/contracts";
import { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import { invalidField } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { nameIn, perWindow, SURFACE_WINDOWS } from "@/lib/core/windows";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { assertHolds } from "@/lib/services/caller-rights";
import { addCapability } from "@/lib/services/catalog/capabilities";
import { addItem } from "@/lib/services/catalog/items";
import { addSurface } from "@/lib/services/catalog/surfaces";
import { assertMayExpose, assertMayGive } from "@/lib/services/flow-rights";
import { addSurfaceKey } from "@/lib/services/key/add-surface-key";

type Template = {
  id: string;
  flowId?: string | undefined;
  sampleFlow?: SampleFlowKey | undefined;
  /** Of the test key. */
  allowedIps?: string[] | undefined;
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
const ENDPOINT = {
  exposedName: null,
  exposedDescription: null,
  isEntryPoint: true,
  enabled: true,
  presentation: {},
  config: {},
} as const;

/**
 * A new product's API surface with a capability and a test key, in the same transaction as the
 * product, and what the record says of each. A key that an API key makes ends with it. Throws
 * `forbidden` for those who may not make keys or expose the flow.
 */
export async function fromTemplate(db: Transaction, principal: Principal, template: Template) {
  assertHolds(principal, "SURFACE_KEYS:WRITE");
  if (template.sampleFlow) {
    assertHolds(principal, "FLOWS:WRITE");
  }
  const { organizationId } = principal;
  await assertMayExpose(db, principal, { id: template.flowId ?? "" });
  const product = { organizationId, productId: template.id };
  const flow = await templateFlow(db, principal, template);
  const capability = await addCapability(db, principal, product, capabilityFacts(flow, template));
  const surfaceId = await addSurface(db, product, SURFACE);
  const item = await addItem(
    db,
    { ...product, surfaceId },
    { ...ENDPOINT, capabilityId: capability.id },
  );
  const place = { ...product, kind: "surface" as const, surfaceId };
  const key = await addTestKey(db, principal, place, template);
  const facts = [
    ...flow.facts,
    { action: capabilityContracts.create.name, id: capability.id },
    { action: surfaceContracts.create.name, id: surfaceId },
    { action: surfaceItemContracts.create.name, id: item.id },
    { action: surfaceKeyContracts.create.name, id: key.id },
  ].map((each) => ({ ...each, metadata: { ...each.metadata, productId: template.id } }));
  return { testApiKey: testApiKey(key), facts };
}

function capabilityFacts(
  { id: flowId, name, description }: TemplateFlow,
  { sampleFlow }: Template,
) {
  return {
    flowId,
    capabilityName: name.slice(0, 100),
    capabilityDescription: description,
    parametersSchema: sampleFlow && storedObject.parse(SAMPLE_FLOWS[sampleFlow].parametersSchema),
    weight: 1,
    unitCost: null,
    enabled: true,
  };
}

type NewKey = Awaited<ReturnType<typeof addSurfaceKey>>;

async function addTestKey(
  db: Transaction,
  principal: Principal,
  place: Parameters<typeof addSurfaceKey>[2],
  { allowedIps }: Template,
): Promise<NewKey> {
  const end = principal.kind === "user" ? null : principal.expiresAt;
  const expiresAt = end === null ? null : new Date(end).toISOString();
  const facts = { name: KEY_NAME, environment: "test" as const, allowedIps, expiresAt };
  return addSurfaceKey(db, principal, place, facts, "template.");
}

function testApiKey(key: NewKey) {
  return {
    id: key.id,
    name: KEY_NAME,
    key: key.key,
    prefix: key.keyPrefix,
    limits: perWindow("per", SURFACE_WINDOWS, (window) => key[nameIn("rateLimitPer", window)]),
    canRevealLater: false as const,
  };
}

type TemplateFlow = {
  id: string;
  name: string;
  description: string | null;
  /** Of a flow that was made along. */
  facts: readonly AuditFact[];
};

/** The flow that a new product begins with; a sample is made. Throws `bad_request` for an unknown one. */
async function templateFlow(
  db: Transaction,
  principal: Principal,
  { flowId, sampleFlow }: Template,
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
  const action = flowContracts.create.name;
  const fact = { action, id, metadata: { name, sample: key } };
  return { id, name, description, facts: [fact] };
}

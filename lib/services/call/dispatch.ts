import "server-only";
import type { z } from "zod";
import { dispatchContract } from "@/lib/contracts/call/contracts";
import { invalidField, notFound } from "@/lib/core/errors";
import type { Transaction } from "@/lib/db/prisma";
import { compileFlow } from "@/lib/flows/compile-flow";
import { type RecordPlace, recordReader } from "@/lib/flows/record-store";
import { assertHolds } from "@/lib/services/caller-rights";
import { assertMayGive } from "@/lib/services/flow-rights";
import { defineAct } from "@/lib/services/verb";
import { platformRun, runTerms, storedFlow } from "./platform-runs";
import type { ReadyFlow } from "./ready-flow";

type Dispatch = z.output<typeof dispatchContract.input>;

export const dispatchFlow = defineAct(dispatchContract, async (context) => {
  const { principal, input, db, requestId, beginning } = context;
  const { organizationId } = principal;
  const { environment, version } = runTerms(principal, input);
  assertFlowMode(input);
  assertMayGive(principal, input.flow.steps ?? []);
  if (input.options.recordMode === "existing") assertHolds(principal, "RECORDS:READ");
  const ready = await flowOf(db, organizationId, input, version);
  const record = await recordOf({ organizationId, environment }, input);
  return platformRun(ready, {
    principal,
    requestId,
    beginning,
    environment,
    trigger: "dispatch",
    input: record === undefined ? input.input : { ...input.input, _record: record },
  });
});

function assertFlowMode({ flow, options }: Dispatch): void {
  const mode = flow.steps === undefined ? "existing" : "virtual";
  if (options.flowMode === undefined || options.flowMode === mode) return;
  throw invalidField(
    "options.flowMode",
    mode === "virtual" ? "A flow with steps is virtual." : "A virtual flow needs its steps.",
  );
}

async function flowOf(
  db: Transaction,
  organizationId: string,
  { flow }: Dispatch,
  version: "draft" | "published",
): Promise<ReadyFlow> {
  if (flow.steps) return { compiled: compileFlow(flow.steps), flowId: null, versionNumber: null };
  const flowId = flow.id ?? (await idOf(db, organizationId, flow.name, version));
  return storedFlow(db, { organizationId, flowId }, version);
}

async function idOf(
  db: Transaction,
  organizationId: string,
  name: string | undefined,
  version: "draft" | "published",
): Promise<string> {
  const [found, another] = await db.flow.findMany({
    where: { organizationId, name: name ?? "" },
    select: { id: true, publishedVersion: true },
    orderBy: { publishedVersion: { sort: "desc", nulls: "last" } },
    take: 2,
  });
  if (!found) throw notFound("Flow");
  // A flow that is not published never makes a name ambiguous for those who run what is.
  const isRival =
    version === "draft" || found.publishedVersion === null || another?.publishedVersion !== null;
  if (another && isRival) {
    throw invalidField("flow.name", "Several flows have this name. Give the id.");
  }
  return found.id;
}

/** What `_record` stands for; undefined when the request has none. */
async function recordOf(place: RecordPlace, { record, options }: Dispatch): Promise<unknown> {
  if (!record || options.recordMode === "virtual") return record;
  const stored = await recordReader(place).get(record.type, record.name);
  if (!stored) throw notFound("Record");
  return stored;
}

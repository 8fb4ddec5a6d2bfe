import "server-only";
import { deleteFlowContract } from "@/lib/contracts/flow";
import { conflict, notFound } from "@/lib/core/errors";
import { lockFlow } from "@/lib/db/lock-flow";
import type { Transaction } from "@/lib/db/prisma";
import type { Principal } from "@/lib/policy/principal";
import { holds } from "@/lib/services/assert-holds";
import { readFlowUsers } from "@/lib/services/flow/read-users";
import { refuseTestKey } from "@/lib/services/refuse-test-key";
import { assertUnchanged } from "@/lib/services/seen-revision";
import { defineWrite } from "@/lib/services/verb";

export const deleteFlow = defineWrite(deleteFlowContract, async (context) => {
  const { principal, input, db, precondition } = context;
  refuseTestKey(principal, deleteFlowContract);
  const { id } = input;
  const { organizationId } = principal;
  const locked = await lockFlow(db, organizationId, id);
  if (!locked) throw notFound("Flow");
  assertUnchanged(locked.revision, { precondition }, "flow");
  await assertUnused(db, principal, id);
  const { name } = await db.flow.delete({ where: { id }, select: { name: true } });
  return {
    output: { id, deleted: true as const },
    audit: { target: { type: "flow", id }, metadata: { name } },
  };
});

/** Throws `conflict`, naming the capabilities that use a locked flow to those who may read products. */
async function assertUnused(db: Transaction, principal: Principal, flowId: string): Promise<void> {
  const { organizationId } = principal;
  const { capabilities, hasMore } = await readFlowUsers(db, { organizationId, flowId });
  if (capabilities.length === 0) return;
  if (!holds(principal, "PRODUCTS:READ")) throw conflict("Capabilities use this flow");
  const named = capabilities.map(
    ({ id, name, productName }) => `${name} of ${productName} (${id})`,
  );
  const rest = hasMore ? ", and more" : "";
  throw conflict(`Remove the capabilities that use this flow first: ${named.join(", ")}${rest}`);
}

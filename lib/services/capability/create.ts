import "server-only";
import { createCapabilityContract } from "@/lib/contracts/capability";
import { addCapability } from "@/lib/services/catalog/add-capability";
import { takeProduct } from "@/lib/services/catalog/take-product";
import { assertMayExpose } from "@/lib/services/flow-rights";
import { defineWrite } from "@/lib/services/verb";

export const createCapability = defineWrite(
  createCapabilityContract,
  async ({ principal, input, db }) => {
    const { id, agentId: _, ...facts } = input;
    const place = await takeProduct(db, principal, id);
    await assertMayExpose(db, principal, { id: facts.flowId });
    const output = await addCapability(db, place, facts);
    return {
      output,
      audit: {
        target: { type: "capability", id: output.id },
        metadata: { productId: id, name: output.capabilityName, flowId: output.flowId },
      },
    };
  },
);

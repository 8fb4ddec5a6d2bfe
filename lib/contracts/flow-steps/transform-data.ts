import { z } from "zod";
import { outcome, script } from "@/lib/contracts/flow-step-fields";

export const transformData = {
  type: "transform-data",
  label: "Transform Data",
  config: z.strictObject({ script, ...outcome }),
} as const;

import { z } from "zod";
import { SAMPLE_FLOW_KEYS } from "@/lib/contracts/flow/sample-flows";
import { productContracts } from "@/lib/contracts/product/contracts";

const { name } = productContracts.create.input.shape;

/** What the person sees, turned into what the verb takes. */
export const newProductSchema = z
  .object({
    name,
    template: z.enum(["rest_api", "blank"]),
    start: z.enum(["existing", "sample"]),
    flowId: z.string().nullable(),
    sampleFlow: z.enum(SAMPLE_FLOW_KEYS),
  })
  .refine(({ template, start, flowId }) => !isOpenChoice(template, start, flowId), {
    path: ["flowId"],
    error: "Choose a flow.",
  })
  .transform(({ name: chosen, template, start, flowId, sampleFlow }) => {
    if (template === "blank") return { name: chosen };
    const flow = start === "existing" && flowId !== null ? { flowId } : { sampleFlow };
    return { name: chosen, template: { type: "rest_api" as const, ...flow } };
  });

export type NewProductValues = z.input<typeof newProductSchema>;

export const EMPTY_PRODUCT: NewProductValues = {
  name: "",
  template: "rest_api",
  start: "sample",
  flowId: null,
  sampleFlow: "greeting",
};

/** The field that an issue of the verb belongs to. */
export function newProductField(path: string): keyof NewProductValues | undefined {
  if (path === "name") return "name";
  return path.startsWith("template") ? "flowId" : undefined;
}

function isOpenChoice(template: string, start: string, flowId: string | null): boolean {
  return template === "rest_api" && start === "existing" && flowId === null;
}

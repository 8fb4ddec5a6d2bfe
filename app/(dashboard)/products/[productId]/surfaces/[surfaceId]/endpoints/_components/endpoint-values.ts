import { z } from "zod";
import { createSurfaceItemContract, type SurfaceItemView } from "@/lib/contracts/surface-item";

const { exposedName, exposedDescription, endpointSlug } = createSurfaceItemContract.input.shape;

/** An empty field is none: the capability's own stands. */
const blankIsNull = z.string().transform((text) => text.trim() || null);

/** What the person wrote, turned into what the verb takes. */
export const editedEndpointSchema = z
  .object({
    endpointSlug: z.string().trim().min(1, "Enter a value.").pipe(endpointSlug.unwrap()),
    exposedName: blankIsNull.pipe(exposedName.unwrap()),
    exposedDescription: blankIsNull.pipe(exposedDescription.unwrap()),
    /** Empty for the last output. */
    outputStep: z.string(),
  })
  .transform(({ outputStep, ...rest }) => ({
    ...rest,
    config: { outputStep: outputStep === "" ? null : outputStep },
  }));

export type EndpointValues = z.input<typeof editedEndpointSchema>;

export function endpointValues(item: SurfaceItemView): EndpointValues {
  return {
    endpointSlug: item.endpointSlug,
    exposedName: item.exposedName ?? "",
    exposedDescription: item.exposedDescription ?? "",
    outputStep: item.config.outputStep ?? "",
  };
}

/** The field that an issue of the verb belongs to. */
export function endpointField(path: string): keyof EndpointValues | undefined {
  const fields = ["endpointSlug", "exposedName", "exposedDescription"] as const;
  return (
    fields.find((field) => field === path) ?? (path.startsWith("config") ? "outputStep" : undefined)
  );
}

import { z } from "zod";
import { parseSchemaText, schemaText } from "@/app/(dashboard)/products/_components/schema-text";
import {
  type CapabilityView,
  capabilityContracts,
  parametersSchemaField,
} from "@/lib/contracts/capability/contracts";

const { capabilityName, capabilityDescription } = capabilityContracts.create.input.shape;

const schemaField = z
  .string()
  .transform((text, context) => {
    const parsed = parseSchemaText(text);
    if (parsed.problem === undefined) return parsed.schema;
    context.addIssue({ code: "custom", message: parsed.problem });
    return z.NEVER;
  })
  .pipe(parametersSchemaField.nullable());

/** What the person wrote, turned into what the verb takes. */
export const editedCapabilitySchema = z
  .object({
    capabilityName,
    capabilityDescription: z
      .string()
      .transform((text) => text.trim() || null)
      .pipe(capabilityDescription.unwrap()),
    schema: schemaField,
  })
  .transform(({ schema, ...rest }) => ({ ...rest, parametersSchema: schema }));

export type CapabilityValues = z.input<typeof editedCapabilitySchema>;

export function capabilityValues(capability: CapabilityView): CapabilityValues {
  return {
    capabilityName: capability.capabilityName,
    capabilityDescription: capability.capabilityDescription ?? "",
    schema: schemaText(capability.parametersSchema),
  };
}

/** The field that an issue of the verb belongs to. */
export function capabilityField(path: string): keyof CapabilityValues | undefined {
  if (path === "capabilityName" || path === "capabilityDescription") return path;
  return path.startsWith("parametersSchema") ? "schema" : undefined;
}

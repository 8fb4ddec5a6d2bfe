import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { FlowChoice } from "@/app/(dashboard)/products/_components/flow-choice";
import { createCapability, updateCapability } from "@/app/(dashboard)/products/actions";
import type { OpenDialog } from "@/components/confirm-dialog";
import { CountField } from "@/components/form/count-field";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/form-fields";
import { blankIsNull } from "@/components/form/use-verb-form";
import { useReadOnlyReason } from "@/components/read-only";
import {
  type CapabilityView,
  capabilityContracts,
  weightField,
} from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";
import { parametersSchemaText, schemaText } from "./capability-schema";
import { ParametersField } from "./parameters-field";
import { UnitCostField } from "./unit-cost-field";

const { capabilityName, capabilityDescription: description } =
  capabilityContracts.create.input.shape;
const capabilityDescription = blankIsNull.pipe(description.unwrap());

const newSchema = z.object({
  flowId: z.string().min(1, "Choose a flow."),
  capabilityName,
  capabilityDescription,
});

type NewValues = z.input<typeof newSchema>;

type AddCapabilityDialogProps = OpenDialog & { product: ProductView };

export function AddCapabilityDialog({ product, ...dialog }: AddCapabilityDialogProps) {
  return (
    <FormDialog
      {...dialog}
      className="max-w-xl"
      title="Add Capability"
      description="Turn a flow into something this product can do. Its input fields are read from the flow."
      schema={newSchema}
      values={{ flowId: "", capabilityName: "", capabilityDescription: "" }}
      act={(input, name) => createCapability({ id: product.id, ...input }, name)}
      told={() => ({
        title: "Capability added",
        description: "Add it to a surface so that it can be called.",
      })}
      submitLabel="Add"
    >
      <FlowField />
      <NameFields />
    </FormDialog>
  );
}

/** The flow, whose name the capability has until it is given one. */
function FlowField() {
  const { watch, setValue, formState } = useFormContext<NewValues>();
  const { errors, dirtyFields, isSubmitted } = formState;
  return (
    <FlowChoice
      value={watch("flowId")}
      error={errors.flowId?.message}
      onChange={({ id, name }) => {
        setValue("flowId", id, { shouldValidate: isSubmitted });
        if (!dirtyFields.capabilityName) setValue("capabilityName", name.slice(0, 100));
      }}
    />
  );
}

function NameFields() {
  return (
    <>
      <TextField<NewValues> name="capabilityName" label="Name" required />
      <TextField<NewValues>
        name="capabilityDescription"
        label="Description"
        optional
        hint="Shown to callers in the OpenAPI document."
        multiline
      />
    </>
  );
}

const unitCost = blankIsNull.pipe(capabilityContracts.update.input.shape.unitCost.unwrap());

const editedSchema = z.object({
  capabilityName,
  capabilityDescription,
  weight: weightField,
  parametersSchema: parametersSchemaText,
  /** Left out for those who may not see or say it. */
  unitCost: unitCost.optional(),
  /** Of the capability as it was read, or last saved from here. */
  revision: z.number(),
});

type EditCapabilityDialogProps = OpenDialog & { capability: CapabilityView };

export function EditCapabilityDialog({ capability, ...dialog }: EditCapabilityDialogProps) {
  const { id: capabilityId, productId: id, revision } = capability;
  const isCosted = useReadOnlyReason("PLANS:WRITE") === null && capability.unitCost !== undefined;
  // As it is to be.
  const cost = (capability.pending ?? capability).unitCost ?? "";
  return (
    <FormDialog
      {...dialog}
      className="max-w-2xl"
      title="Edit capability"
      description="Changes take effect immediately on every surface."
      schema={editedSchema}
      values={{
        capabilityName: capability.capabilityName,
        capabilityDescription: capability.capabilityDescription ?? "",
        weight: capability.weight,
        ...(isCosted && { unitCost: cost }),
        parametersSchema: schemaText(capability.parametersSchema),
        revision,
      }}
      subject={capabilityId}
      act={(input) => updateCapability({ id, capabilityId, ...input })}
      told={() => ({ title: "Saved", description: "Your changes are now in effect." })}
      submitLabel="Save"
    >
      <NameFields />
      <CountField
        name="weight"
        label="Units per call"
        required
        hint="What a call takes of its customer's monthly quota. 0 takes nothing."
        placeholder="1"
      />
      {isCosted ? <UnitCostField of={capability} /> : null}
      <ParametersField capability={capability} />
    </FormDialog>
  );
}

import { useRouter } from "next/navigation";
import { z } from "zod";
import { createFlow, updateFlow } from "@/app/(dashboard)/flows/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/form-fields";
import { blankIsNull } from "@/components/form/use-verb-form";
import { type FlowView, flowContracts } from "@/lib/contracts/flow/contracts";

const { name, description } = flowContracts.create.input.shape;

const schema = z.object({ name, description: blankIsNull.pipe(description.unwrap()) });

type FlowDetails = z.input<typeof schema>;

/** What a flow is called and what it is for. */
function DetailsFields() {
  return (
    <>
      <TextField<FlowDetails> name="name" label="Name" required />
      <TextField<FlowDetails> name="description" label="Description" optional multiline />
    </>
  );
}

type CreateFlowDialogProps = { open: boolean; onClose: () => void };

export function CreateFlowDialog(props: CreateFlowDialogProps) {
  const router = useRouter();
  return (
    <FormDialog
      {...props}
      title="New Flow"
      description="Add its steps next, in the editor."
      schema={schema}
      values={{ name: "", description: "" }}
      act={createFlow}
      onDone={({ id }) => router.push(`/flows/${id}`)}
      submitLabel="Create"
    >
      <DetailsFields />
    </FormDialog>
  );
}

type EditFlowDialogProps = CreateFlowDialogProps & { flow: FlowView };

export function EditFlowDialog({ flow, ...dialog }: EditFlowDialogProps) {
  return (
    <FormDialog
      {...dialog}
      title="Edit flow"
      schema={schema}
      values={{ name: flow.name, description: flow.description ?? "" }}
      act={(input) => updateFlow({ id: flow.id, revision: flow.revision, ...input })}
      told={() => ({ title: "Saved" })}
      submitLabel="Save"
    >
      <DetailsFields />
    </FormDialog>
  );
}

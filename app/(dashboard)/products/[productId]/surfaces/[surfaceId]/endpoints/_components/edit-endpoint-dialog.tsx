import { updateEndpoint } from "@/app/(dashboard)/products/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { type EndpointDialogProps, endpointInput } from "./endpoint-dialogs";
import { EndpointFields, editedEndpointSchema, endpointValues } from "./endpoint-fields";

export function EditEndpointDialog(props: EndpointDialogProps) {
  const { surface, endpoint, open, onClose } = props;
  const { revision } = endpoint.item;
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      className="max-w-xl"
      title="Edit endpoint"
      description="Changes take effect immediately, on this surface only."
      schema={editedEndpointSchema}
      values={endpointValues(endpoint.item)}
      paths={{ outputStep: "config" }}
      act={(input) => updateEndpoint({ ...endpointInput(props), revision, ...input })}
      told={() => ({ title: "Saved", description: "Your changes are now in effect." })}
      submitLabel="Save"
    >
      <EndpointFields endpoint={endpoint} answersAll={surface.behavior.response?.mode === "all"} />
    </FormDialog>
  );
}

import { type ReactNode, useState } from "react";
import type { FieldValues } from "react-hook-form";
import { DialogForm, DialogFrame } from "@/components/form/form-dialog";
import type { VerbForm } from "@/components/form/use-verb-form";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { useKeysChanged } from "@/components/key/key-client";
import type { KeyFacts } from "@/components/key/key-facts";
import { toast } from "@/components/toast";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { KeyDialog } from "./key-act-dialogs";

type EditKeyDialogProps<
  Key extends KeyFacts,
  Values extends FieldValues,
  Output,
> = KeyDialog<Key> & {
  read: (id: string) => Promise<ActionResult<Key>>;
  schemaOf: (key: Key) => VerbForm<Values, Output, unknown>["schema"];
  valuesOf: (key: Key) => VerbForm<Values, Output, unknown>["values"];
  save: (input: Output) => Promise<ActionResult<unknown>>;
  /** The fields of the key. */
  children: (key: Key) => ReactNode;
};

export function EditKeyDialog<Key extends KeyFacts, Values extends FieldValues, Output>(
  props: EditKeyDialogProps<Key, Values, Output>,
) {
  const { apiKey, open, onClose } = props;
  return (
    <DialogFrame
      open={open}
      onClose={onClose}
      className="max-w-2xl"
      title="Edit API key"
      description={
        <div className="flex flex-wrap items-center gap-2">
          <EnvironmentBadge environment={apiKey.environment} />
          <span>Changes take effect immediately.</span>
        </div>
      }
    >
      <EditForm {...props} />
    </DialogFrame>
  );
}

/** The form; it starts again when a key that was changed meanwhile is read again. */
function EditForm<Key extends KeyFacts, Values extends FieldValues, Output>(
  props: EditKeyDialogProps<Key, Values, Output>,
) {
  const { apiKey, onClose, read, schemaOf, valuesOf, save, children } = props;
  const [key, setKey] = useState(apiKey);
  const keysChanged = useKeysChanged();

  async function reload() {
    const result = await read(key.id);
    if (result.ok) setKey(result.value);
    void keysChanged();
  }

  return (
    <DialogForm
      key={key.revision}
      schema={schemaOf(key)}
      subject={key.id}
      values={valuesOf(key)}
      act={save}
      onDone={async () => {
        await keysChanged();
        toast.success("Saved", { description: "Your changes are now in effect." });
        onClose();
      }}
      onReload={reload}
      submitLabel="Save"
    >
      {children(key)}
    </DialogForm>
  );
}

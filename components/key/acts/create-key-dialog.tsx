import type { ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { DialogForm, DialogHeading } from "@/components/form/form-dialog";
import type { VerbForm } from "@/components/form/use-verb-form";
import { type Revealed, useKeysChanged } from "@/components/key/key-client";
import { toast } from "@/components/toast";
import { RevealDialog } from "./reveal-dialog";

export type NewKeyDialog = {
  open: boolean;
  onClose: () => void;
  /** The key exists and its secret is on screen: the address must not open the form again. */
  onCreated: () => void;
};

type CreateKeyDialogProps<Values extends FieldValues, Output> = NewKeyDialog &
  VerbForm<Values, Output, Revealed> & {
    title: string;
    description: string;
    children: ReactNode;
  };

export function CreateKeyDialog<Values extends FieldValues, Output>(
  props: CreateKeyDialogProps<Values, Output>,
) {
  const { open, onClose, onCreated, title, description, ...form } = props;
  const keysChanged = useKeysChanged();
  return (
    <RevealDialog<Revealed>
      open={open}
      onClose={onClose}
      className="max-w-2xl gap-0 p-0"
      title="Copy your key"
      onShown={onCreated}
      onLeft={() => {
        toast.success("Key created");
        void keysChanged();
      }}
    >
      {(show) => (
        <>
          <DialogHeading title={title} description={description} />
          <DialogForm
            {...form}
            onDone={(revealed) => {
              show(revealed);
              void keysChanged();
            }}
            submitLabel="Create"
          />
        </>
      )}
    </RevealDialog>
  );
}

"use client";

import { useFormContext } from "react-hook-form";
import { readKey, updateKey } from "@/app/(dashboard)/settings/api/actions";
import { EditForm } from "@/components/key/acts/edit-form";
import { EditKeyDialog } from "@/components/key/acts/edit-key-dialog";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { useDescendants } from "@/components/key/descendants/use-descendants";
import { mapResult } from "@/components/live/action-value";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import { KeyFields } from "./key-fields";
import { editedKeySchema, fieldOf, isShorter, type KeyValues, valuesOf } from "./key-values";

type EditPlatformKeyProps = KeyDialog<PlatformKeyView> & { form: PlatformKeyForm };

export function EditPlatformKey({ form, ...dialog }: EditPlatformKeyProps) {
  return (
    <EditKeyDialog
      {...dialog}
      read={async (id) => mapResult(await readKey({ id }), ({ apiKey }) => apiKey)}
    >
      {(key, editing) => (
        <EditForm
          editing={editing}
          schema={editedKeySchema(key, form.limits)}
          subject={key.id}
          values={valuesOf(key)}
          fieldOf={fieldOf}
          save={updateKey}
        >
          <KeyFields form={form} chooseEnvironment={false}>
            <ShortenMinted apiKey={key} />
          </KeyFields>
        </EditForm>
      )}
    </EditKeyDialog>
  );
}

/** Asks whether the keys that a key minted end with it, once it is given an earlier end. */
function ShortenMinted({ apiKey }: { apiKey: PlatformKeyView }) {
  const { watch, setValue } = useFormContext<KeyValues>();
  const after = watch("expiresAt");
  const until = isShorter(after, apiKey.expiresAt) ? after : null;
  const minted = useDescendants({ keyIds: [apiKey.id], open: true, until });
  const setTaken = (taken: boolean) => {
    minted.setTaken(taken);
    setValue("shortensMinted", taken);
  };
  return <DescendantsChoice minted={{ ...minted, setTaken }} act="shorten" />;
}

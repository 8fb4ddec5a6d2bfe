"use client";

import { KeyFields } from "@/app/(dashboard)/settings/api/_components/key-fields";
import {
  editedKeySchema,
  fieldOf,
  valuesOf,
} from "@/app/(dashboard)/settings/api/_components/key-values";
import { ShortenMinted } from "@/app/(dashboard)/settings/api/_components/shorten-minted";
import { readKey, updateKey } from "@/app/(dashboard)/settings/api/actions";
import { EditForm } from "@/components/key/acts/edit-form";
import { EditKeyDialog } from "@/components/key/acts/edit-key-dialog";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { mapResult } from "@/components/live/action-value";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";

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

"use client";

import {
  readKey,
  updateKey,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { EditForm } from "@/components/key/acts/edit-form";
import { EditKeyDialog } from "@/components/key/acts/edit-key-dialog";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import type { Place } from "./surface-key-client";
import { SurfaceKeyFields } from "./surface-key-fields";
import { editedKeySchema, fieldOf, valuesOf } from "./surface-key-values";

type EditSurfaceKeyProps = KeyDialog<SurfaceKeyView> & { place: Place; form: SurfaceKeyForm };

export function EditSurfaceKey({ place, form, ...dialog }: EditSurfaceKeyProps) {
  return (
    <EditKeyDialog {...dialog} read={(keyId) => readKey({ ...place, keyId })}>
      {(key, editing) => (
        <EditForm
          editing={editing}
          schema={editedKeySchema(place, key)}
          subject={key.id}
          values={valuesOf(key)}
          fieldOf={fieldOf}
          save={updateKey}
        >
          <SurfaceKeyFields form={form} chooseEnvironment={false} />
        </EditForm>
      )}
    </EditKeyDialog>
  );
}

import {
  createKey,
  readKey,
  updateKey,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { CreateKeyDialog, type NewKeyDialog } from "@/components/key/acts/create-key-dialog";
import { EditKeyDialog } from "@/components/key/acts/edit-key-dialog";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { mapResult } from "@/components/live/action-value";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { revealed } from "./revealed-surface-key";
import type { Place } from "./surface-key-client";
import { SurfaceKeyFields } from "./surface-key-fields";
import { editedKeySchema, emptyValues, newKeySchema, valuesOf } from "./surface-key-values";

type OnSurface = { place: Place; form: SurfaceKeyForm };

export function CreateSurfaceKey({ place, form, ...dialog }: NewKeyDialog & OnSurface) {
  return (
    <CreateKeyDialog
      {...dialog}
      title="Create API Key"
      description="One key per customer or program, with only the access it needs. You can change all but the environment later."
      schema={newKeySchema(place)}
      values={emptyValues(form)}
      act={async (input, name) =>
        mapResult(await createKey(input, name), (key) => revealed(place, form.capabilities, key))
      }
    >
      <SurfaceKeyFields form={form} chooseEnvironment />
    </CreateKeyDialog>
  );
}

export function EditSurfaceKey({ place, form, ...dialog }: KeyDialog<SurfaceKeyView> & OnSurface) {
  return (
    <EditKeyDialog
      {...dialog}
      read={(keyId) => readKey({ ...place, keyId })}
      schemaOf={(key) => editedKeySchema(place, key)}
      valuesOf={valuesOf}
      save={(input) => updateKey(input)}
    >
      {() => <SurfaceKeyFields form={form} chooseEnvironment={false} />}
    </EditKeyDialog>
  );
}

"use client";

import { createKey } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/actions";
import { CreateForm } from "@/components/key/acts/create-form";
import { CreateKeyDialog } from "@/components/key/acts/create-key-dialog";
import { mapResult } from "@/components/live/action-value";
import type { SurfaceKeyForm } from "@/lib/contracts/surface-key/screen";
import { revealed } from "./revealed-surface-key";
import type { Place } from "./surface-key-client";
import { SurfaceKeyFields } from "./surface-key-fields";
import { emptyValues, fieldOf, newKeySchema } from "./surface-key-values";

type CreateSurfaceKeyProps = {
  place: Place;
  form: SurfaceKeyForm;
  open: boolean;
  onClose: () => void;
  onCreated: () => void;
};

export function CreateSurfaceKey({ place, form, ...dialog }: CreateSurfaceKeyProps) {
  return (
    <CreateKeyDialog
      {...dialog}
      title="Create API Key"
      description="Create one key per customer or program, with only the access it needs. You can change everything except the environment later."
    >
      {(show) => (
        <CreateForm
          schema={newKeySchema(place)}
          values={emptyValues(form)}
          fieldOf={fieldOf}
          create={async (input, name) =>
            mapResult(await createKey(input, name), (key) =>
              revealed(place, form.capabilities, key),
            )
          }
          onCreated={show}
        >
          <SurfaceKeyFields form={form} chooseEnvironment />
        </CreateForm>
      )}
    </CreateKeyDialog>
  );
}

"use client";

import { createKey } from "@/app/(dashboard)/settings/api/actions";
import { CreateForm } from "@/components/key/acts/create-form";
import { CreateKeyDialog } from "@/components/key/acts/create-key-dialog";
import { mapResult } from "@/components/live/action-value";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import { KeyFields } from "./key-fields";
import { emptyValues, fieldOf, newKeySchema } from "./key-values";
import { revealed } from "./platform-key-client";

type CreatePlatformKeyProps = {
  form: PlatformKeyForm;
  open: boolean;
  onClose: () => void;
  onCreated: () => void;
};

export function CreatePlatformKey({ form, ...dialog }: CreatePlatformKeyProps) {
  const [readOnly] = form.permissions.test.templates;
  return (
    <CreateKeyDialog
      {...dialog}
      title="Create New API Key"
      description="Create one key per program, with only the access it needs. You can change everything except the environment later."
    >
      {(show) => (
        <CreateForm
          schema={newKeySchema}
          values={emptyValues(readOnly?.permissions ?? [])}
          fieldOf={fieldOf}
          create={async (input, name) => mapResult(await createKey(input, name), revealed)}
          onCreated={show}
        >
          <KeyFields form={form} chooseEnvironment />
        </CreateForm>
      )}
    </CreateKeyDialog>
  );
}

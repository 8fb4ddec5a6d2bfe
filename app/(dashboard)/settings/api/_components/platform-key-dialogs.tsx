import { useFormContext } from "react-hook-form";
import { createKey, readKey, updateKey } from "@/app/(dashboard)/settings/actions";
import { CreateKeyDialog, type NewKeyDialog } from "@/components/key/acts/create-key-dialog";
import { EditKeyDialog } from "@/components/key/acts/edit-key-dialog";
import type { KeyDialog } from "@/components/key/acts/key-act-dialogs";
import { ShortenMintedField } from "@/components/key/descendants/descendants-choice";
import { mapResult } from "@/components/live/action-value";
import type { PlatformKeyView } from "@/lib/contracts/platform-key/contracts";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key/screen";
import { KeyFields } from "./key-fields";
import {
  editedKeySchema,
  emptyValues,
  isShorter,
  type KeyValues,
  newKeySchema,
  valuesOf,
} from "./key-values";
import { revealed } from "./platform-key-client";

export function CreatePlatformKey({ form, ...dialog }: NewKeyDialog & { form: PlatformKeyForm }) {
  const [readOnly] = form.permissions.test.templates;
  return (
    <CreateKeyDialog
      {...dialog}
      title="Create New API Key"
      description="One key per program, with only the access it needs. You can change all but the environment later."
      schema={newKeySchema}
      values={emptyValues(readOnly?.permissions ?? [])}
      act={async (input, name) => mapResult(await createKey(input, name), revealed)}
    >
      <KeyFields form={form} chooseEnvironment />
    </CreateKeyDialog>
  );
}

type EditPlatformKeyProps = KeyDialog<PlatformKeyView> & { form: PlatformKeyForm };

export function EditPlatformKey({ form, ...dialog }: EditPlatformKeyProps) {
  return (
    <EditKeyDialog
      {...dialog}
      read={async (id) => mapResult(await readKey({ id }), ({ apiKey }) => apiKey)}
      schemaOf={(key) => editedKeySchema(key, form.limits)}
      valuesOf={valuesOf}
      save={(input) => updateKey(input)}
    >
      {(key) => (
        <KeyFields form={form} chooseEnvironment={false}>
          <ShortenMinted apiKey={key} />
        </KeyFields>
      )}
    </EditKeyDialog>
  );
}

/** Asks whether the keys that a key minted end with it, once it is given an earlier end. */
function ShortenMinted({ apiKey }: { apiKey: PlatformKeyView }) {
  const after = useFormContext<KeyValues>().watch("expiresAt");
  const until = isShorter(after, apiKey.expiresAt) ? after : null;
  return <ShortenMintedField keyIds={[apiKey.id]} until={until} />;
}

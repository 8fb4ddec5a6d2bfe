import { createSecret, updateSecret } from "@/app/(dashboard)/settings/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { TextField } from "@/components/form/form-fields";
import { EnvironmentField } from "@/components/key/key-form-fields";
import type { SecretView } from "@/lib/contracts/secret/contracts";
import { editedSecretSchema, editedValues, NEW_SECRET, newSecretSchema } from "./secret-values";

type CreateSecretDialogProps = { open: boolean; onClose: () => void };

export function CreateSecretDialog(props: CreateSecretDialogProps) {
  return (
    <FormDialog
      {...props}
      title="Create Secret"
      description="Use it in steps as {{secret:KEY}}, in the headers and the body of requests."
      holdsSecret
      schema={newSecretSchema}
      values={NEW_SECRET}
      act={createSecret}
      told={() => ({ title: "Secret created" })}
      submitLabel="Create"
    >
      <TextField<typeof NEW_SECRET>
        name="key"
        label="Key"
        required
        spellCheck={false}
        placeholder="CRM_TOKEN"
        className="font-mono placeholder:font-sans"
      />
      <EnvironmentField
        about={{
          test: "Used by runs on test records.",
          production: "Used by runs on production records.",
        }}
      />
      <ValueField label="Value" required hint="8 to 10,000 characters. It cannot be shown again." />
      <OtherFields hostsHint={HOSTS_HINT} />
    </FormDialog>
  );
}

type EditSecretDialogProps = CreateSecretDialogProps & { secret: SecretView };

export function EditSecretDialog({ secret, ...dialog }: EditSecretDialogProps) {
  return (
    <FormDialog
      {...dialog}
      title={`Edit ${secret.key}`}
      description="Changes take effect for the next step that runs."
      holdsSecret
      schema={editedSecretSchema}
      values={editedValues(secret)}
      act={(input) => updateSecret({ id: secret.id, ...input })}
      told={() => ({ title: "Secret saved" })}
      submitLabel="Save"
    >
      <ValueField
        label="New value"
        optional
        hint={`The current value is ${secret.valuePreview}. Leave blank to keep it.`}
      />
      <OtherFields hostsHint={`${HOSTS_HINT} To add one, enter the value again.`} />
    </FormDialog>
  );
}

type Edited = ReturnType<typeof editedValues>;

const CODE = { multiline: true, spellCheck: false, className: "font-mono" } as const;

type ValueFieldProps = { label: string; hint: string; required?: boolean; optional?: boolean };

function ValueField(props: ValueFieldProps) {
  return <TextField<Edited> {...props} {...CODE} name="value" rows={2} />;
}

const HOSTS_HINT =
  "One per line: api.example.com, or api.example.com:8443. The secret is sent only to these hosts.";

function OtherFields({ hostsHint }: { hostsHint: string }) {
  return (
    <>
      <TextField<Edited>
        {...CODE}
        name="hosts"
        label="Hosts"
        required
        hint={hostsHint}
        rows={3}
        placeholder="api.example.com"
      />
      <TextField<Edited> name="description" label="Description" optional />
    </>
  );
}

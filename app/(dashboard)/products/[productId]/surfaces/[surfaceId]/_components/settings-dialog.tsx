import { updateSurface } from "@/app/(dashboard)/products/actions";
import { FormDialog } from "@/components/form/form-dialog";
import { FieldSet } from "@/components/form/form-field";
import { ChoiceField, TextField } from "@/components/form/form-fields";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import { nameIn, SURFACE_WINDOWS } from "@/lib/core/windows";
import {
  SETTINGS_PATHS,
  type SettingsValues,
  settingsSchema,
  settingsValues,
} from "./settings-values";

type SettingsDialogProps = { surface: SurfaceView; open: boolean; onClose: () => void };

export function SettingsDialog({ surface, ...dialog }: SettingsDialogProps) {
  const { id: surfaceId, productId: id, revision } = surface;
  return (
    <FormDialog
      {...dialog}
      className="max-w-2xl"
      title="Edit settings"
      description="Changes take effect immediately."
      schema={settingsSchema}
      values={settingsValues(surface)}
      paths={SETTINGS_PATHS}
      act={(input) => updateSurface({ id, surfaceId, revision, ...input })}
      told={() => ({ title: "Saved", description: "Your changes are now in effect." })}
      submitLabel="Save"
    >
      <SettingsFields />
    </FormDialog>
  );
}

const ENVIRONMENTS = [
  {
    value: "development",
    label: "Development",
    description: "New keys are test keys by default.",
  },
  {
    value: "production",
    label: "Production",
    description: "New keys are production keys by default.",
  },
] as const;

const MODES = [
  {
    value: "output",
    label: "One output",
    description:
      "The output of the last step, or of the step chosen for the endpoint. Plain text or a number is returned as “result”.",
  },
  {
    value: "all",
    label: "All outputs",
    description: "An “outputs” object with the output of every step, by output variable.",
  },
] as const;

const ACCESS = [
  {
    value: "key",
    label: "Anyone with a key",
    description: "A key of this surface sees the endpoints it can call.",
  },
  { value: "public", label: "Everyone", description: "Anyone who knows the URL can read it." },
] as const;

const PORTAL = [
  {
    value: "off",
    label: "Off",
    description: "Customers see nothing of this surface but the answers to their calls.",
  },
  {
    value: "on",
    label: "On",
    description:
      "With a portal link, a customer sees its keys and usage of this surface, and rolls its own keys.",
  },
] as const;

function SettingsFields() {
  return (
    <>
      <TextField<SettingsValues> name="name" label="Name" required />
      <ChoiceField<SettingsValues>
        name="environment"
        label="Environment"
        hint="A label only. The key decides what a call runs: test keys run the draft, and production keys run the published version."
        choices={ENVIRONMENTS}
      />
      <ChoiceField<SettingsValues>
        name="mode"
        label="Response"
        hint="What a call returns."
        choices={MODES}
      />
      <FieldSet
        legend="Default limits"
        hint="The defaults for new keys. Existing keys keep their limits. Leave blank for no limit."
      >
        <div className="grid gap-3 sm:grid-cols-2">
          {SURFACE_WINDOWS.map((window) => (
            <TextField<SettingsValues>
              key={window}
              name={nameIn("per", window)}
              label={`Calls per ${window}`}
              inputMode="numeric"
              placeholder="No limit"
            />
          ))}
        </div>
      </FieldSet>
      <TextField<SettingsValues>
        name="origins"
        label="Allowed origins"
        optional
        hint="Web pages that can call from a browser, one per line, such as https://app.example.com, or only * for every page. Leave blank to allow only servers, which is where keys belong."
        multiline
        rows={2}
        spellCheck={false}
        className="font-mono text-xs leading-5"
      />
      <ChoiceField<SettingsValues>
        name="access"
        label="OpenAPI document"
        hint="Who can read the description of the endpoints."
        choices={ACCESS}
      />
      <ChoiceField<SettingsValues>
        name="portal"
        label="Customer portal"
        hint="Whether this surface is shown in it."
        choices={PORTAL}
      />
    </>
  );
}

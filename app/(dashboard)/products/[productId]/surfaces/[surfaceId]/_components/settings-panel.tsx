"use client";

import { LoaderCircleIcon } from "lucide-react";
import { FormProvider } from "react-hook-form";
import { toast } from "sonner";
import { useProductChanged } from "@/app/(dashboard)/products/_components/use-product-changed";
import { SettingsFields } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-fields";
import {
  settingsField,
  settingsSchema,
  settingsValues,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/settings-values";
import { updateSurface } from "@/app/(dashboard)/products/actions";
import { Form } from "@/components/form/form";
import { useVerbForm } from "@/components/form/use-verb-form";
import { GatedButton } from "@/components/gated-button";
import { Panel } from "@/components/panel";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { SurfaceView } from "@/lib/contracts/surface";

type SettingsPanelProps = { surface: SurfaceView; readOnlyReason: string | null };

/** Starts anew from each revision of the surface. */
export function SettingsPanel({ surface, readOnlyReason }: SettingsPanelProps) {
  return (
    <Panel title="Settings" description="Changes hold from the next call on.">
      <SettingsForm key={surface.revision} surface={surface} readOnlyReason={readOnlyReason} />
    </Panel>
  );
}

function SettingsForm({ surface, readOnlyReason }: SettingsPanelProps) {
  const changed = useProductChanged();
  const { form, onSubmit, check, refusal } = useVerbForm({
    schema: settingsSchema,
    values: settingsValues(surface),
    fieldOf: settingsField,
    submit: async (input) => {
      const { id: surfaceId, productId: id, revision } = surface;
      const result = await updateSurface({ id, surfaceId, revision, ...input });
      if (!result.ok) return result.error;
      toast.success("Saved", { description: "In force from the next call on." });
      changed();
      return undefined;
    },
  });
  const busy = form.formState.isSubmitting;
  const reason = readOnlyReason ?? (form.formState.isDirty ? null : "Nothing has changed yet.");

  return (
    <FormProvider {...form}>
      <Form
        className="grid gap-5"
        busy={busy || reason !== null}
        onSubmit={onSubmit}
        onRefused={check}
      >
        <fieldset disabled={readOnlyReason !== null} className="grid min-w-0 gap-5">
          <legend className="sr-only">Settings of the surface</legend>
          <SettingsFields />
        </fieldset>
        {refusal ? (
          <Alert variant="destructive">
            <AlertTitle>Not saved</AlertTitle>
            <AlertDescription>{refusal.details}</AlertDescription>
          </Alert>
        ) : null}
        <GatedButton type="submit" className="w-fit" reason={reason} aria-disabled={busy}>
          {busy ? <LoaderCircleIcon aria-hidden className="animate-spin" /> : null}
          Save
        </GatedButton>
      </Form>
    </FormProvider>
  );
}

"use client";

import { TriangleAlertIcon } from "lucide-react";
import { Controller, useFormContext } from "react-hook-form";
import { CapabilityChoice } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/capability-choice";
import { describeScope } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/describe-scope";
import type { SurfaceKeyValues } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/keys/_components/surface-key-values";
import { ChoiceCards } from "@/components/form/choice-cards";
import { errorText } from "@/components/form/error-text";
import { FieldSet } from "@/components/form/field-set";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { SurfaceKeyCapability } from "@/lib/contracts/surface-key-screen";

const NONE_YET = "This surface has no capabilities yet. Add one under Endpoints.";

/** All capabilities or certain ones, and the choice as a sentence. */
export function ScopeField({ capabilities }: { capabilities: readonly SurfaceKeyCapability[] }) {
  const { control, setValue, watch, formState, clearErrors } = useFormContext<SurfaceKeyValues>();
  const [scoped, scopes, environment] = watch(["scoped", "scopes", "environment"]);
  const chosen = capabilities.filter(({ id }) => scopes.includes(id));
  return (
    <FieldSet legend="Scope" error={errorText(formState.errors.scopes)}>
      <ChoiceCards
        label="Scope"
        value={scoped ? "specific" : "all"}
        onChange={(choice) => {
          setValue("scoped", choice === "specific", { shouldDirty: true });
          clearErrors("scopes");
        }}
        choices={[
          {
            value: "all",
            label: "All capabilities",
            description: "Every capability of this surface, now and later.",
          },
          {
            value: "specific",
            label: "Specific capabilities",
            description: "Only those you check. All others answer 403.",
            disabledReason: capabilities.length === 0 ? NONE_YET : null,
          },
        ]}
      />
      {scoped && capabilities.length > 0 ? (
        <Controller
          control={control}
          name="scopes"
          render={({ field }) => (
            <CapabilityChoice
              capabilities={capabilities}
              value={field.value}
              onChange={field.onChange}
            />
          )}
        />
      ) : null}
      <p role="status" className="text-sm text-muted-foreground">
        {describeScope({ environment, scoped, capabilities: chosen }, "will be able to")}
      </p>
      {!scoped && environment === "production" ? (
        <Alert variant="warning" role="status">
          <TriangleAlertIcon aria-hidden />
          <AlertTitle>Every door at once</AlertTitle>
          <AlertDescription>
            Whoever holds this key can call everything on this surface with live data. Give such a
            key only where nothing less will do, and rotate it often.
          </AlertDescription>
        </Alert>
      ) : null}
    </FieldSet>
  );
}

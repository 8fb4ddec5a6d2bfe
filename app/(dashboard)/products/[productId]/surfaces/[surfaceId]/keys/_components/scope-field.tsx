import { TriangleAlertIcon } from "lucide-react";
import { useId, useState } from "react";
import { Controller, useFormContext } from "react-hook-form";
import { ChoiceCards } from "@/components/form/choice-cards";
import { errorText, FieldSet } from "@/components/form/form-field";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import type { SurfaceKeyCapability } from "@/lib/contracts/surface-key/screen";
import { foldText } from "@/lib/core/text-search";
import { describeScope } from "./describe-scope";
import type { SurfaceKeyValues } from "./surface-key-values";

type CapabilityChoiceProps = {
  /** In the order of the surface. */
  capabilities: readonly SurfaceKeyCapability[];
  value: readonly string[];
  onChange: (value: string[]) => void;
};

const MANY = 8;

/** A checkbox per capability. One that is off cannot be added, but can be taken away. */
function CapabilityChoice({ capabilities, value, onChange }: CapabilityChoiceProps) {
  const [filter, setFilter] = useState("");
  const text = foldText(filter.trim());
  const matching = capabilities.filter((one) =>
    [one.name, one.slug, one.description ?? ""].some((part) => foldText(part).includes(text)),
  );

  /** In the order of the surface, so that a choice made twice is the same choice. */
  function choose(ids: ReadonlySet<string>) {
    onChange(capabilities.filter(({ id }) => ids.has(id)).map(({ id }) => id));
  }

  function toggle(id: string, checked: boolean) {
    const ids = new Set(value);
    if (checked) ids.add(id);
    else ids.delete(id);
    choose(ids);
  }

  return (
    <div className="min-w-0 overflow-hidden rounded-lg border">
      <div className="flex min-h-9 flex-wrap items-center gap-2 border-b bg-subtle px-3 py-1.5">
        <span className="text-xs text-muted-foreground tabular-nums">
          {value.length} of {capabilities.length} chosen
        </span>
        {capabilities.length > MANY ? (
          <Input
            aria-label="Filter capabilities"
            placeholder="Filter"
            value={filter}
            autoComplete="off"
            className="h-7 w-36 max-sm:order-last max-sm:w-full"
            onChange={(event) => setFilter(event.target.value)}
            onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          />
        ) : null}
        {value.length > 0 ? (
          <Button
            variant="ghost"
            size="sm"
            className="ml-auto h-6 px-1.5 text-xs text-muted-foreground"
            onClick={() => choose(new Set())}
          >
            Clear
          </Button>
        ) : null}
      </div>
      <ul aria-label="Capabilities" className="max-h-72 divide-y overflow-y-auto">
        {matching.map((capability) => (
          <CapabilityLine
            key={capability.id}
            capability={capability}
            checked={value.includes(capability.id)}
            onChange={(checked) => toggle(capability.id, checked)}
          />
        ))}
        {matching.length === 0 ? (
          <li className="px-3 py-4 text-center text-sm text-muted-foreground">Nothing matches.</li>
        ) : null}
      </ul>
    </div>
  );
}

type CapabilityLineProps = {
  capability: SurfaceKeyCapability;
  checked: boolean;
  onChange: (checked: boolean) => void;
};

function CapabilityLine({ capability, checked, onChange }: CapabilityLineProps) {
  const { name, slug, description, enabled } = capability;
  const id = useId();
  const disabled = !enabled && !checked;
  return (
    <li
      className={`relative flex items-start gap-3 px-3 py-2.5 ${disabled ? "bg-muted" : "hover:bg-subtle has-[[data-state=checked]]:bg-brand-soft"}`}
    >
      <Checkbox
        id={id}
        checked={checked}
        disabled={disabled}
        aria-describedby={`${id}-about`}
        className="z-10 mt-0.5"
        onCheckedChange={(next) => onChange(next === true)}
      />
      <div className="grid min-w-0 gap-0.5">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <label
            htmlFor={id}
            className="text-sm font-medium wrap-anywhere after:absolute after:inset-0"
          >
            {name}
          </label>
          <code className="font-mono text-xs text-muted-foreground wrap-anywhere">{slug}</code>
        </div>
        <p id={`${id}-about`} className="text-xs text-muted-foreground">
          {enabled ? null : (
            <span className="font-medium text-warning">
              Off. Calls to it fail until it is enabled again.{" "}
            </span>
          )}
          {description}
        </p>
      </div>
    </li>
  );
}

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
            description: "Every capability of this surface, including those added later.",
          },
          {
            value: "specific",
            label: "Specific capabilities",
            description: "Only those you select. All others return 403.",
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
          <AlertTitle>Access to everything</AlertTitle>
          <AlertDescription>
            Anyone with this key can call everything on this surface with live data. Use such a key
            only when needed, and rotate it often.
          </AlertDescription>
        </Alert>
      ) : null}
    </FieldSet>
  );
}

import { FlaskConicalIcon, GlobeIcon } from "lucide-react";
import { CountField } from "@/components/form/count-field";
import { ChoiceField } from "@/components/form/form-fields";
import { nameIn, type WindowName } from "@/lib/core/windows";
import type { Environment } from "@/lib/policy/roles";

const ENVIRONMENTS = [
  { value: "test", label: "Test", icon: FlaskConicalIcon },
  { value: "production", label: "Production", icon: GlobeIcon },
] as const;

/** An environment is chosen once, at creation; `about` says what each does. */
export function EnvironmentField({ about }: { about: Record<Environment, string> }) {
  return (
    <ChoiceField<{ environment: Environment }>
      name="environment"
      label="Environment"
      choices={ENVIRONMENTS.map(({ icon: Icon, ...choice }) => ({
        ...choice,
        description: about[choice.value],
        icon: <Icon aria-hidden className="size-3.5 text-muted-foreground" />,
      }))}
    />
  );
}

type LimitFieldProps = { window: WindowName; hint: string; placeholder: string };

/** Requests per window, or blank. */
export function LimitField({ window, ...said }: LimitFieldProps) {
  const name = nameIn("rateLimitPer", window);
  return <CountField {...said} name={name} label={`Requests per ${window}`} />;
}

"use client";

import { FlaskConicalIcon, GlobeIcon } from "lucide-react";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FieldSet } from "@/components/form/form-field";
import type { Environment } from "@/lib/policy/roles";

type EnvironmentFieldProps = {
  value: Environment;
  onChange: (value: Environment) => void;
  /** What a key of each does. */
  about: Record<Environment, string>;
  /** Those that this person may choose; both when left out. */
  offered?: readonly Environment[];
  error: string | undefined;
};

const CHOICES = [
  { value: "test", label: "Test", icon: FlaskConicalIcon },
  { value: "production", label: "Production", icon: GlobeIcon },
] as const;

/** The environment of a key is chosen once, at creation. */
export function EnvironmentField(props: EnvironmentFieldProps) {
  const { value, onChange, about, offered, error } = props;
  return (
    <FieldSet legend="Environment" error={error}>
      <ChoiceCards
        label="Environment"
        value={value}
        onChange={onChange}
        choices={CHOICES.map(({ icon: Icon, ...choice }) => ({
          ...choice,
          description: about[choice.value],
          icon: <Icon aria-hidden className="size-3.5 text-muted-foreground" />,
          disabledReason:
            offered?.includes(choice.value) === false
              ? "You do not have permission to create keys in this environment."
              : null,
        }))}
      />
    </FieldSet>
  );
}

import { type ComponentProps, useState } from "react";
import { cn } from "@/components/cn";
import { FormField } from "@/components/form/form-field";
import { type PairRow, PairRows } from "@/components/form/pair-rows";
import { Input, Textarea } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import type { StepField as Field } from "@/lib/contracts/flow-steps/step-field";
import { isFields, readJson } from "@/lib/core/fields";

type StepFieldProps = {
  field: Field;
  value: unknown;
  error?: string;
  /** The focus has gone elsewhere, and something is filled in. */
  onLeave: () => void;
  /** Undefined leaves the field out. */
  onChange: (value: unknown) => void;
};

const UNSET = "unset";
const CODE = "font-mono text-xs leading-5";

/** The control of one field of a step, chosen by what the schema says of it. */
export function StepField({ field, value, error, onLeave, onChange }: StepFieldProps) {
  const { title, description, required } = field;
  const shown = value ?? field.default;
  return (
    <FormField
      label={title}
      hint={description}
      error={error}
      required={required}
      optional={!required}
    >
      {(given) => {
        const control = {
          ...given,
          onBlur: value === undefined || value === "" ? undefined : onLeave,
        };
        switch (field.widget) {
          case "select":
            return (
              <Select
                {...control}
                value={typeof shown === "string" ? shown : UNSET}
                chosen={typeof shown === "string" ? shown : "Not set"}
                options={optionsOf(field)}
                onChange={(next) => onChange(next === UNSET ? undefined : next)}
              />
            );
          case "switch":
            return <Switch {...control} checked={shown === true} onCheckedChange={onChange} />;
          case "number":
            return (
              <Input
                {...control}
                inputMode="decimal"
                value={shown === undefined || shown === null ? "" : String(shown)}
                onChange={(event) => onChange(numberOf(event.target.value))}
              />
            );
          case "json":
          case "body":
            return <JsonField control={control} value={value} onChange={onChange} />;
          case "pairs":
            return <PairsField control={control} value={value} onChange={onChange} />;
          default: {
            const text = typeof shown === "string" ? shown : "";
            const code = field.widget === "text" ? undefined : CODE;
            const common = { ...control, value: text, spellCheck: false, className: code };
            const set = (next: string) => onChange(next === "" && !required ? undefined : next);
            return field.multiline ? (
              <Textarea {...common} onChange={(event) => set(event.target.value)} />
            ) : (
              <Input {...common} onChange={(event) => set(event.target.value)} />
            );
          }
        }
      }}
    </FormField>
  );
}

function optionsOf({ options = [], required, default: usual }: Field) {
  const named = options.map((option) => ({ value: option, label: option }));
  return required || usual !== undefined ? named : [{ value: UNSET, label: "Not set" }, ...named];
}

/** The number that is written; other text as it stands, which the contract then refuses. */
function numberOf(text: string): number | string | undefined {
  if (text === "") return undefined;
  // A number is taken once it reads back as it was typed: "1." and "007" are still being written.
  return /^-?\d+(\.\d+)?$/.test(text) && String(Number(text)) === text ? Number(text) : text;
}

type InnerProps = Pick<StepFieldProps, "value" | "onChange"> & {
  control: ComponentProps<"textarea">;
};

/** Text or a JSON value, as text: what is no JSON is a text as it stands. */
function JsonField({ control, value, onChange }: InnerProps) {
  const [draft, setDraft] = useState<string | null>(null);

  function write(next: string) {
    setDraft(next);
    const read = readJson(next);
    onChange(next.trim() === "" ? undefined : read ? read.value : next);
  }

  return (
    <Textarea
      {...control}
      value={draft ?? written(value)}
      spellCheck={false}
      placeholder="Text or JSON"
      className={cn(CODE, control.className)}
      onChange={(event) => write(event.target.value)}
    />
  );
}

function written(value: unknown): string {
  if (value === undefined) return "";
  return typeof value === "string" ? value : JSON.stringify(value, null, 2);
}

/** An object of texts, such as the headers of a request. */
function PairsField({ control, value, onChange }: InnerProps) {
  const [rows, setRows] = useState(() => rowsOf(value));

  function update(next: PairRow[]) {
    setRows(next);
    const said = next.filter(({ name, text }) => name !== "" || text !== "");
    const names = new Set(said.map(({ name }) => name));
    if (said.length === 0) onChange(undefined);
    // Rows that cannot be an object stay rows, which the contract then refuses.
    else if (names.has("") || names.size < said.length) onChange(said);
    else onChange(Object.fromEntries(said.map(({ name, text }) => [name, text])));
  }

  return <PairRows id={control.id} rows={rows} onChange={update} addLabel="Add" />;
}

function rowsOf(value: unknown): PairRow[] {
  if (Array.isArray(value) && value.every(isRow)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, text]) => ({ name, text: String(text) }));
}

function isRow(value: unknown): value is PairRow {
  return isFields(value) && typeof value.name === "string" && typeof value.text === "string";
}

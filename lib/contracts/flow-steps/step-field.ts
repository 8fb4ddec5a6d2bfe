import { z } from "zod";

const WIDGETS = [
  "text",
  "template",
  "expression",
  "code",
  "json",
  "body",
  "variable",
  "pairs",
  "select",
  "number",
  "switch",
  "steps",
] as const;

/** How a field is edited: `body` is text or JSON, `pairs` are names with values. */
type Widget = (typeof WIDGETS)[number];

type Hint = {
  widget: Widget;
  /** For a variable: whether the step reads it or sets it. */
  variable?: "reads" | "sets";
  multiline?: boolean;
  /** Whether `{{secret:KEY}}` may stand in its texts. */
  secrets?: boolean;
  /** What is wrong with a value that the schema lets pass, as issues below the field. */
  check?: (value: unknown) => { path: string[]; message: string }[];
};

/** Widgets whose texts may hold `{{...}}`. */
const WITH_TEMPLATES: readonly Widget[] = ["template", "json", "body", "pairs"];

const hints = z.registry<Hint>();

/** Says how a field of a step's config is called and edited; editor, checks and OpenAPI use it. */
export function stepField<S extends z.ZodType>(
  schema: S,
  { title, description, ...hint }: Hint & { title: string; description?: string },
): S {
  const described = schema.meta({ title, ...(description !== undefined && { description }) });
  hints.add(described, hint);
  return described;
}

/** One field of a step's form. */
export type StepField = Hint & {
  /** Where it stands in the config, as `http.url`. */
  path: string;
  title: string;
  description?: string;
  required: boolean;
  /** Whether `{{...}}` stands for a variable in it. */
  templates: boolean;
  /** Whether it takes more than one line. */
  multiline: boolean;
  options?: readonly string[];
  default?: unknown;
};

/** The fields of a config, those of objects in it by their whole path. */
export function stepFieldsOf(config: z.ZodType): StepField[] {
  return fieldsBelow(config, "", true);
}

type Facts = { schema: z.ZodType; required: boolean; default?: unknown; hint?: Hint };

function fieldsBelow(object: z.ZodType, prefix: string, needed: boolean): StepField[] {
  if (!(object instanceof z.ZodObject)) return [];
  return Object.entries(object.shape).flatMap(([name, schema]) => {
    const facts = unwrap(schema);
    const path = `${prefix}${name}`;
    const required = needed && facts.required;
    if (!facts.hint) return fieldsBelow(facts.schema, `${path}.`, required);
    return [fieldOf(path, { ...facts, required }, facts.hint, schema)];
  });
}

function fieldOf(path: string, facts: Facts, hint: Hint, outer: z.ZodType): StepField {
  const { title = path, description } = { ...facts.schema.meta(), ...outer.meta() };
  return {
    path,
    title,
    ...(description !== undefined && { description }),
    required: facts.required,
    templates: WITH_TEMPLATES.includes(hint.widget),
    multiline: false,
    ...hint,
    ...(facts.schema instanceof z.ZodEnum && { options: facts.schema.options.map(String) }),
    ...("default" in facts && { default: facts.default }),
  };
}

/** The schema below `optional` and `default`, and what those and the hint on the way say. */
function unwrap(schema: unknown): Facts {
  if (!(schema instanceof z.ZodType)) throw new Error("Not a schema of zod");
  const hint = hints.get(schema);
  if (schema instanceof z.ZodOptional) {
    return { ...withHint(unwrap(schema.unwrap()), hint), required: false };
  }
  if (schema instanceof z.ZodDefault) {
    const { defaultValue } = schema.def;
    return { ...withHint(unwrap(schema.unwrap()), hint), required: false, default: defaultValue };
  }
  return { schema, required: true, ...(hint && { hint }) };
}

function withHint(facts: Facts, hint: Hint | undefined): Facts {
  return hint ? { ...facts, hint } : facts;
}

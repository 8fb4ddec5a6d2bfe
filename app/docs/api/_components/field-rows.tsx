import { Fragment } from "react";
import type { ObjectView, OperationView } from "@/lib/docs/reference";
import type { SchemaField } from "@/lib/docs/schema-fields";

type FieldRowsProps = {
  title?: string;
  fields: readonly (SchemaField & { in?: string })[];
};

/** Members of an object, each with its type and what its value must keep to. */
export function FieldRows({ title, fields }: FieldRowsProps) {
  if (fields.length === 0) return null;
  return (
    <div>
      {title === undefined ? null : <h4 className="mb-1 text-sm font-medium">{title}</h4>}
      <dl className="fields">
        {fields.map(({ path, type, required, description, limits, in: place }) => (
          <div key={`${place ?? ""} ${path}`}>
            <dt>
              <code>{path}</code>
              <span>
                {place === undefined ? "" : `${place}, `}
                <TypeName type={type} />
                {required ? ", required" : ""}
              </span>
            </dt>
            {description !== undefined || limits.length > 0 ? (
              <dd>{[description, limits.join("; ")].filter(Boolean).join(" ")}</dd>
            ) : null}
          </div>
        ))}
      </dl>
    </div>
  );
}

/** A type, with the objects in it as links: their names alone begin with a capital letter. */
function TypeName({ type }: { type: string }) {
  return type.split(" ").map((word, at, words) => (
    <Fragment key={words.slice(0, at + 1).join(" ")}>
      {at > 0 ? " " : ""}
      {/^[A-Z]/.test(word) ? <a href={`#object-${word}`}>{word}</a> : word}
    </Fragment>
  ));
}

/** Objects by their names; a link to one opens it. */
export function ObjectList({ objects }: { objects: readonly ObjectView[] }) {
  return (
    <div className="mt-4 grid max-w-3xl gap-2">
      {objects.map(({ name, description, fields, forms }) => (
        <details key={name} className="rounded-lg border px-3 py-2">
          <summary className="font-mono text-sm font-medium">{name}</summary>
          <div id={`object-${name}`} className="grid gap-2 pt-2 text-sm">
            {description === undefined ? null : <p>{description}</p>}
            {forms.length > 0 ? (
              <p className="text-muted-foreground">
                One of <TypeName type={forms.join(" or ")} />
              </p>
            ) : null}
            <FieldRows fields={fields} />
          </div>
        </details>
      ))}
    </div>
  );
}

export function ErrorRows({ errors }: Pick<OperationView, "errors">) {
  return (
    <dl className="error-rows">
      {errors.map(({ status, description, details }) => (
        <div key={status}>
          <dt>{status}</dt>
          <dd>
            {description}
            {details.map((each) => (
              <code key={each}>{each}</code>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}

import { FieldRows } from "@/app/docs/api/_components/field-rows";
import { TypeName } from "@/app/docs/api/_components/type-name";
import type { ObjectView } from "@/lib/docs/reference";

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

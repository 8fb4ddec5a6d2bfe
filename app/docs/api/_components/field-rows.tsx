import { TypeName } from "@/app/docs/api/_components/type-name";
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

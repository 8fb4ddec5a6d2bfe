import { useController } from "react-hook-form";
import { errorText, FieldSet } from "./form-field";
import { isWrongRow } from "./metadata-rows";
import { type PairRow, PairRows } from "./pair-rows";

/** Names and values for an organization's own records, in the field `metadata` of the form around it. */
export function MetadataField({ placeholder }: { placeholder: PairRow }) {
  const { field, fieldState } = useController<{ metadata: PairRow[] }, "metadata">({
    name: "metadata",
  });
  const { value, onChange } = field;
  const { error } = fieldState;
  return (
    <FieldSet
      legend="Metadata"
      hint="Names and values for your own records, such as a plan or an invoice number. Do not store secrets here."
      error={errorText(error)}
    >
      <PairRows
        rows={value}
        onChange={onChange}
        addLabel="Add metadata"
        isWrong={(index) => error !== undefined && isWrongRow(value, index)}
        placeholder={placeholder}
      />
    </FieldSet>
  );
}

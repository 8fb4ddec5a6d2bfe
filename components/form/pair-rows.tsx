import { PlusIcon, XIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

/** A name and a value as they are typed. */
export type PairRow = { name: string; text: string };

type PairRowsProps = {
  rows: readonly PairRow[];
  onChange: (rows: PairRow[]) => void;
  addLabel: string;
  /** Of the button that adds a row. */
  id?: string;
  /** Whether the name of a row is wrong. */
  isWrong?: (index: number) => boolean;
  placeholder?: Partial<PairRow>;
};

/** Names and values, one row each. */
export function PairRows(props: PairRowsProps) {
  const { rows, onChange, addLabel, id, isWrong, placeholder } = props;
  const field = (row: PairRow, index: number, part: keyof PairRow) => ({
    value: row[part],
    placeholder: placeholder?.[part],
    autoComplete: "off",
    spellCheck: false,
    onChange: ({ target }: { target: HTMLInputElement }) =>
      onChange(rows.with(index, { ...row, [part]: target.value })),
  });

  return (
    <div className="grid gap-2">
      {rows.map((row, index) => (
        <div
          key={`row-${index.toString()}`}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2"
        >
          <Input
            aria-label={`Name ${index + 1}`}
            aria-invalid={isWrong?.(index) ? true : undefined}
            {...field(row, index, "name")}
          />
          <Input aria-label={`Value ${index + 1}`} {...field(row, index, "text")} />
          <Button
            variant="ghost"
            size="icon"
            className="text-muted-foreground"
            aria-label={`Remove ${row.name.trim() || `row ${index + 1}`}`}
            onClick={() => onChange(rows.toSpliced(index, 1))}
          >
            <XIcon aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        id={id}
        variant="outline"
        size="sm"
        className="w-fit"
        onClick={() => onChange([...rows, { name: "", text: "" }])}
      >
        <PlusIcon aria-hidden />
        {addLabel}
      </Button>
    </div>
  );
}

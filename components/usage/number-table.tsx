import { DownloadIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { Panel } from "@/components/panel";
import { Truncated } from "@/components/truncated";
import { Button } from "@/components/ui/button";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import type { CsvFile } from "./csv-files";

export type NumberColumn<Row> = {
  /** Tells columns with the same header apart. */
  id?: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The total in the last row. */
  total?: ReactNode;
  /** Left-aligned words instead of numbers. */
  words?: boolean;
  /** For what small screens have no room for. */
  wideOnly?: boolean;
};

type NumberTableProps<Row> = {
  caption: string;
  /** The first one names the row. */
  columns: readonly NumberColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
};

/** What scrolls must be reachable by keyboard, or its end cannot be seen. */
const SCROLLS = { tabIndex: 0 };

function cellClass<Row>({ words, wideOnly }: NumberColumn<Row>, index: number): string {
  const isText = index === 0 || words;
  return cn("h-8 px-2.5", isText ? "text-left" : "text-right", wideOnly && "max-sm:hidden");
}

/** Numbers as a table that scrolls in its own frame. */
export function NumberTable<Row>({ caption, columns, rows, rowId }: NumberTableProps<Row>) {
  const cells = columns.map((column, index) => ({
    ...column,
    id: column.id ?? column.header,
    className: cellClass(column, index),
  }));
  const [first, ...others] = cells;
  if (!first) return null;
  return (
    <div {...SCROLLS} className="relative max-h-96 overflow-auto rounded-md border">
      <table className="w-full text-xs tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="font-medium whitespace-nowrap text-muted-foreground">
            {cells.map(({ id, header, className }) => (
              <th
                key={id}
                scope="col"
                className={cn("sticky top-0 z-1 bg-subtle font-medium", className)}
              >
                <Truncated className="inline-block max-w-36 align-middle" title={header} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className="border-t">
              <th scope="row" className={cn("font-medium", first.className)}>
                {first.cell(row)}
              </th>
              {others.map(({ id, cell, className }) => (
                <td key={id} className={cn("whitespace-nowrap", className)}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        {first.total === undefined ? null : (
          <tfoot>
            <tr className="border-t bg-subtle font-medium">
              {cells.map(({ id, total, className }) => (
                <td key={id} className={className}>
                  {total}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

type FileProps = {
  /** What is downloaded: "Requests over time". */
  title: string;
  file: CsvFile;
  usage: UsageOverview;
};

export function CsvButton({ title, file, usage }: FileProps) {
  async function save() {
    const { csvFile, download } = await import("./csv-files");
    const { name, text } = csvFile(file, usage);
    download(name, "text/csv", text);
  }

  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={`Download ${title.toLowerCase()} as CSV`}
      onClick={save}
    >
      <DownloadIcon aria-hidden />
      CSV
    </Button>
  );
}

type NumberPanelProps<Row> = Omit<NumberTableProps<Row>, "caption"> & {
  title: string;
  description: string;
  usage: UsageOverview;
  /** What can be downloaded of it. */
  file?: CsvFile;
  /** Said instead of a table without rows. */
  none?: string;
  /** What must be known to read the table. */
  note?: string;
};

/** A table of usage with its title. */
export function NumberPanel<Row>(props: NumberPanelProps<Row>) {
  const { title, description, usage, file, none, note, ...table } = props;
  return (
    <Panel
      title={title}
      description={description}
      action={file ? <CsvButton title={title} file={file} usage={usage} /> : null}
    >
      {none && table.rows.length === 0 ? (
        <p className="text-sm text-muted-foreground">{none}</p>
      ) : (
        <>
          <NumberTable caption={title} {...table} />
          {note ? <p className="mt-2 text-xs text-muted-foreground">{note}</p> : null}
        </>
      )}
    </Panel>
  );
}

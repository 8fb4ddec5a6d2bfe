import { stepDifferences } from "@/app/(dashboard)/flows/[flowId]/versions/_components/step-differences";
import { Badge } from "@/components/ui/badge";

type DifferencesListProps = { before: unknown; after: unknown; same: string };

const KINDS = {
  added: { label: "Added", variant: "success" },
  removed: { label: "Removed", variant: "destructive" },
  changed: { label: "Changed", variant: "info" },
} as const;

/** What changed from one list of steps to another, step by step. */
export function DifferencesList({ before, after, same }: DifferencesListProps) {
  const differences = stepDifferences(before, after);
  if (differences.length === 0) return <p className="text-sm text-muted-foreground">{same}</p>;
  return (
    <ul className="grid gap-3">
      {differences.map(({ id, name, kind, fields }) => (
        <li key={id} className="grid gap-1.5">
          <p className="flex items-center gap-2 text-sm font-medium">
            <Badge variant={KINDS[kind].variant}>{KINDS[kind].label}</Badge>
            <span className="wrap-anywhere">{name}</span>
          </p>
          <dl className="grid gap-1 pl-1 text-xs empty:hidden">
            {fields.map((field) => (
              <div key={field.path} className="grid gap-0.5 sm:grid-cols-[9rem_1fr] sm:gap-3">
                <dt className="text-muted-foreground">{field.path}</dt>
                <dd className="grid min-w-0 gap-0.5 font-mono wrap-anywhere whitespace-pre-wrap">
                  <del className="bg-destructive-soft no-underline">{field.before}</del>
                  <ins className="bg-success-soft no-underline">{field.after}</ins>
                </dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

import type { ReactNode } from "react";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export type Fact = { label: string; value: ReactNode };

type FactListProps = {
  facts: readonly Fact[];
  boxed?: boolean;
  className?: string;
};

/** Label and value pairs in two aligned columns. */
export function FactList({ facts, boxed = false, className }: FactListProps) {
  return (
    <dl
      className={cn(
        "grid grid-cols-[minmax(6rem,auto)_1fr] gap-x-6 gap-y-2 text-sm",
        boxed && "rounded-lg border bg-subtle px-3.5 py-2.5",
        className,
      )}
    >
      {facts.map(({ label, value }) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid items-baseline">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="min-w-0 wrap-anywhere">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A fact that is an id, ready to copy. */
export function idFact(id: string, name: string): Fact {
  const value = (
    <span className="flex items-center gap-1">
      <code className="font-mono text-xs break-all">{id}</code>
      <CopyButton text={id} label={name} />
    </span>
  );
  return { label: "Id", value };
}

/** Addresses, one to a line. */
export function CodeList({ of: lines }: { of: readonly string[] }) {
  return (
    <ul className="grid gap-0.5 font-mono text-xs">
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

/** What an organization noted of a thing for its own records; nothing where it noted nothing. */
export function metadataFacts(metadata: Readonly<Record<string, unknown>> | null): Fact[] {
  const entries = Object.entries(metadata ?? {});
  if (entries.length === 0) return [];
  const value = (
    <ul className="grid gap-0.5">
      {entries.map(([name, entry]) => (
        <li key={name}>
          <span className="text-muted-foreground">{name}:</span>{" "}
          {typeof entry === "string" ? entry : JSON.stringify(entry)}
        </li>
      ))}
    </ul>
  );
  return [{ label: "Metadata", value }];
}

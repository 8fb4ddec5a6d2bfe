import type { ReactNode } from "react";
import { Popover } from "@/components/ui/popover";

type TagListProps = {
  /** What all of them are, for the list behind "+3 more". */
  label: string;
  tags: readonly { id: string; tag: ReactNode; about: ReactNode }[];
  shown?: number;
};

/** The first few tags, and all of them with their meaning on demand. */
export function TagList({ label, tags, shown = 2 }: TagListProps) {
  const rest = tags.length - shown;
  return (
    <span className="inline-flex max-w-full flex-wrap items-center gap-1">
      {tags.slice(0, shown).map(({ id, tag }) => (
        <span key={id} className="contents">
          {tag}
        </span>
      ))}
      {rest > 0 ? (
        <Popover
          className="max-h-80 w-80"
          trigger={
            <button
              type="button"
              className="-mx-1 rounded px-1 text-xs leading-6 whitespace-nowrap text-muted-foreground underline decoration-dotted underline-offset-2 hover:text-foreground"
            >
              +{rest} more
            </button>
          }
        >
          <ul aria-label={label} className="grid gap-2">
            {tags.map(({ id, tag, about }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-2">
                {tag}
                <span className="text-xs text-muted-foreground">{about}</span>
              </li>
            ))}
          </ul>
        </Popover>
      ) : null}
    </span>
  );
}

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: LucideIcon;
  /** What is empty, and what follows from it. */
  title: string;
  description?: ReactNode;
  action?: ReactNode;
  /** The guide that says more, as `quick-start`. */
  guide?: { name: string; title: string };
};

export function EmptyState({ icon: Icon, title, description, action, guide }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-1.5 px-6 py-14 text-center">
      {Icon ? (
        <span className="mb-2 flex size-10 items-center justify-center rounded-lg border bg-subtle text-muted-foreground shadow-raised">
          <Icon aria-hidden className="size-5" />
        </span>
      ) : null}
      <h2 className="text-base font-semibold">{title}</h2>
      {description ? (
        <p className="max-w-md text-sm text-balance text-muted-foreground">{description}</p>
      ) : null}
      {action ? <div className="mt-3 flex flex-wrap justify-center gap-2">{action}</div> : null}
      {guide ? (
        <a
          href={`/docs/${guide.name}`}
          className="mt-1 text-sm text-muted-foreground underline underline-offset-2 hover:text-foreground"
        >
          Guide: {guide.title}
        </a>
      ) : null}
    </div>
  );
}

import { ArrowLeftIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn";
import { Link } from "./link";
import { Truncated } from "./truncated";

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  /** Badges or facts beside the title. */
  meta?: ReactNode;
  actions?: ReactNode;
  back?: { href: string; label: string };
  /** 2 where the page is a part of another, which has a heading of its own. */
  level?: 1 | 2;
};

export function PageHeader(props: PageHeaderProps) {
  const { title, description, meta, actions, back, level = 1 } = props;
  const Heading = level === 1 ? "h1" : "h2";
  return (
    <header className="mb-5 grid gap-2">
      {back ? (
        <Link
          href={back.href}
          title={back.label}
          className="-ml-1 inline-flex w-fit max-w-full items-center gap-1 rounded px-1 text-sm text-muted-foreground transition-colors hover:text-foreground"
        >
          <ArrowLeftIcon aria-hidden className="size-3.5 shrink-0" />
          <Truncated title={back.label} />
        </Link>
      ) : null}
      <div className="flex flex-col items-start justify-between gap-x-6 gap-y-3 sm:flex-row">
        <div className="grid min-w-0 gap-1">
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <Heading
              className={cn(
                "min-w-0 font-semibold tracking-tight wrap-anywhere",
                level === 1 ? "text-2xl" : "text-xl",
              )}
            >
              {title}
            </Heading>
            {meta}
          </div>
          {description ? (
            <p className="max-w-prose text-base text-muted-foreground">{description}</p>
          ) : null}
        </div>
        {actions ? (
          <div className="flex shrink-0 flex-wrap items-center gap-2">{actions}</div>
        ) : null}
      </div>
    </header>
  );
}

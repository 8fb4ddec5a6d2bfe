import type { ReactNode } from "react";
import { cn } from "@/components/cn";
import { guides } from "@/lib/docs/guides";

type DocsLink = { href: string; label: ReactNode };

export type LinkGroup = { label: string; links: readonly DocsLink[] };

type DocsPageProps = {
  /** The address of this page. */
  path: string;
  /** The parts of this page, beside it where there is room. */
  parts?: readonly DocsLink[];
  /** Further groups of the navigation. */
  groups?: readonly LinkGroup[];
  children: ReactNode;
};

/** A page of the documentation, with the way to the others. */
export function DocsPage({ path, parts = [], groups = [], children }: DocsPageProps) {
  const all = [...siteLinks(), ...groups];
  return (
    <div className="mx-auto flex max-w-7xl gap-10 px-4 sm:px-6">
      <nav
        aria-label="Documentation"
        className="sticky top-13 hidden h-[calc(100dvh-3.25rem)] w-56 shrink-0 overflow-y-auto border-r py-6 pr-4 lg:block"
      >
        <Groups groups={all} path={path} />
      </nav>
      <div className="min-w-0 flex-1 py-6 lg:py-8">
        <details className="mb-6 rounded-lg border px-3 py-2 lg:hidden">
          <summary className="text-sm font-medium">All pages</summary>
          <nav aria-label="Documentation, all pages" className="pt-3 pb-1">
            <Groups groups={all} path={path} />
          </nav>
        </details>
        <main id="content" tabIndex={-1} className="outline-none">
          {children}
        </main>
      </div>
      {parts.length > 1 ? (
        <nav
          aria-label="On this page"
          className="sticky top-13 hidden max-h-[calc(100dvh-3.25rem)] w-48 shrink-0 overflow-y-auto py-8 xl:block"
        >
          <Group label="On this page" links={parts} path={path} />
        </nav>
      ) : null}
    </div>
  );
}

function siteLinks(): LinkGroup[] {
  const links = guides().map(({ name, title }) => ({ href: `/docs/${name}`, label: title }));
  return [
    { label: "Guides", links },
    { label: "Reference", links: [{ href: "/docs/api", label: "API reference" }] },
  ];
}

function Groups({ groups, path }: { groups: readonly LinkGroup[]; path: string }) {
  return (
    <div className="grid gap-5">
      {groups.map((group) => (
        <Group key={group.label} {...group} path={path} />
      ))}
    </div>
  );
}

function Group({ label, links, path }: LinkGroup & { path: string }) {
  return (
    <div>
      <p className="px-2 pb-1 text-xs font-medium text-muted-foreground">{label}</p>
      <ul className="grid gap-px">
        {links.map((link) => (
          <li key={link.href}>
            <a
              href={link.href}
              aria-current={link.href === path ? "page" : undefined}
              className={cn(
                "block rounded-md px-2 py-1 text-sm leading-5 wrap-anywhere",
                link.href === path
                  ? "bg-accent font-medium text-foreground"
                  : "text-sidebar-foreground hover:bg-accent/60 hover:text-foreground",
              )}
            >
              {link.label}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}

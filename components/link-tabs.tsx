"use client";

import { usePathname } from "next/navigation";
import { cn } from "./cn";
import { Link } from "./link";

type LinkTabsProps = {
  /** What the tabs are the parts of. */
  label: string;
  tabs: readonly { href: string; label: string }[];
};

/** The parts of a page that are pages of their own; the longest address that fits is the current one. */
export function LinkTabs({ label, tabs }: LinkTabsProps) {
  const pathname = usePathname();
  const current = tabs
    .filter(({ href }) => pathname === href || pathname.startsWith(`${href}/`))
    .toSorted((one, other) => other.href.length - one.href.length)[0];

  return (
    <nav aria-label={label} className="mb-5 flex gap-4 overflow-x-auto overflow-y-hidden border-b">
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          aria-current={tab === current ? "page" : undefined}
          className={cn(
            "-mb-px inline-flex h-9 items-center border-b-2 border-transparent text-sm font-medium whitespace-nowrap text-muted-foreground transition-colors hover:text-foreground focus-visible:-outline-offset-2",
            tab === current && "border-foreground text-foreground",
          )}
        >
          {tab.label}
        </Link>
      ))}
    </nav>
  );
}

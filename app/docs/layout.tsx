import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Brand } from "@/components/app-shell/brand";
import { ThemeToggle } from "@/components/theme-toggle";
import { DocsSearch } from "./_components/docs-search";
import "./docs.css";

export const metadata: Metadata = {
  title: { default: "Documentation", template: "%s · Runtype docs" },
  robots: { index: true },
};

export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="min-h-dvh">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:absolute focus:z-40 focus:bg-background focus:p-3"
      >
        Skip to the content
      </a>
      <header className="sticky top-0 z-30 border-b bg-background">
        <div className="mx-auto flex h-13 max-w-7xl items-center gap-3 px-4 sm:px-6">
          <a href="/" aria-label="Runtype, to the dashboard" className="rounded-md max-sm:hidden">
            <Brand />
          </a>
          <a
            href="/docs"
            className="rounded-md text-sm font-medium text-muted-foreground hover:text-foreground"
          >
            Docs
          </a>
          <div className="flex min-w-0 flex-1 items-center justify-end gap-1">
            <DocsSearch />
            <ThemeToggle />
          </div>
        </div>
      </header>
      {children}
    </div>
  );
}

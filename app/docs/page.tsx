import type { Metadata } from "next";
import Link from "next/link";
import { ApiReference } from "@/app/docs/_components/api-reference";
import { Brand } from "@/components/app-shell/brand";
import { ThemeToggle } from "@/components/theme-toggle";
import { Button } from "@/components/ui/button";

export const metadata: Metadata = { title: "API reference" };

export default function DocsPage() {
  return (
    <div className="min-h-dvh">
      <header className="sticky top-0 z-20 flex h-13 items-center justify-between border-b bg-background px-4 sm:px-6">
        <Link href="/" aria-label="Runtype, to the dashboard" className="rounded-md">
          <Brand />
        </Link>
        <div className="flex items-center gap-1">
          <Button asChild variant="ghost" size="sm">
            <a href="/v1/openapi.json">openapi.json</a>
          </Button>
          <ThemeToggle />
        </div>
      </header>
      <main className="mx-auto max-w-5xl px-4 py-6 sm:px-6">
        <ApiReference />
      </main>
    </div>
  );
}

import type { Metadata } from "next";
import type { ReactNode } from "react";
import { Brand } from "@/components/app-shell/brand";
import { ThemeToggle } from "@/components/theme-toggle";

export const metadata: Metadata = {
  robots: { index: false, follow: false },
  referrer: "no-referrer",
};

/** Pages of those who have a link and no account: nothing leads on to the dashboard. */
export default function VisitorLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col bg-subtle">
      <header className="flex h-13 items-center justify-between px-4 sm:px-6">
        <Brand />
        <ThemeToggle />
      </header>
      <main className="mx-auto grid w-full max-w-5xl flex-1 grid-cols-[minmax(0,1fr)] content-start px-4 pt-4 pb-16 sm:pt-10">
        {children}
      </main>
    </div>
  );
}

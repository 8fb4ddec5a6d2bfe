import type { ReactNode } from "react";
import { Brand } from "@/components/app-shell/brand";
import { ThemeToggle } from "@/components/theme-toggle";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="relative isolate flex min-h-dvh flex-col overflow-hidden bg-subtle">
      <div
        aria-hidden
        className="absolute inset-x-0 top-0 -z-10 h-[32rem] bg-[radial-gradient(60rem_24rem_at_50%_-8rem,var(--brand-soft),transparent)]"
      />
      <header className="flex h-13 items-center justify-between px-4 sm:px-6">
        <Brand />
        <ThemeToggle />
      </header>
      <main className="flex flex-1 items-center justify-center px-4 pt-6 pb-[max(4rem,12vh)]">
        <div className="w-full max-w-[23rem]">{children}</div>
      </main>
    </div>
  );
}

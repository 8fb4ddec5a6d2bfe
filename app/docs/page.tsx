import type { Metadata } from "next";
import { guides } from "@/lib/docs/guides";
import { DocsPage } from "./_components/docs-page";

export const metadata: Metadata = { title: { absolute: "Runtype docs" } };

export default function DocsHomePage() {
  return (
    <DocsPage path="/docs">
      <div className="prose">
        <h1>Documentation</h1>
        <p>How to get a key, what it may do, and what the API answers.</p>
      </div>
      <GuideCards />
      <p className="mt-6 text-sm text-muted-foreground">
        For programs: every guide as Markdown under its address with <code>.md</code>, a list of
        them at <TextLink href="/llms.txt" />, all of them at <TextLink href="/llms-full.txt" /> and
        the API in <TextLink href="/v1/openapi.json" />.
      </p>
    </DocsPage>
  );
}

function GuideCards() {
  const cards = guides().map(({ name, title, summary }) => ({
    href: `/docs/${name}`,
    title,
    summary,
  }));
  const reference = {
    href: "/docs/api",
    title: "API reference",
    summary: "Every operation, what it takes and answers, ready to be tried.",
  };
  return (
    <ul className="mt-6 grid gap-3 sm:grid-cols-2">
      {[...cards, reference].map(({ href, title, summary }) => (
        <li key={href}>
          <a
            href={href}
            className="block h-full rounded-lg border bg-card p-4 shadow-raised hover:border-input"
          >
            <h2 className="text-base font-semibold">{title}</h2>
            <p className="mt-1 text-sm text-muted-foreground">{summary.replaceAll("`", "")}</p>
          </a>
        </li>
      ))}
    </ul>
  );
}

function TextLink({ href }: { href: string }) {
  return (
    <a href={href} className="text-foreground underline underline-offset-2">
      {href}
    </a>
  );
}

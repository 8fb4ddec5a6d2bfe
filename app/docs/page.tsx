import type { Metadata } from "next";
import { guides } from "@/lib/docs/guides";
import { DocsPage } from "./_components/docs-page";

export const metadata: Metadata = { title: { absolute: "Runtype docs" } };

export default function DocsHomePage() {
  return (
    <DocsPage path="/docs">
      <div className="prose">
        <h1>Documentation</h1>
        <p>How to get a key, what it can do, and how the API responds.</p>
      </div>
      <GuideCards />
      <p className="mt-6 text-sm text-muted-foreground">
        For programs: add <code>.md</code> to the URL of a guide for Markdown, see the list of
        guides at <TextLink href="/llms.txt" />, all guides at <TextLink href="/llms-full.txt" />{" "}
        and the API at <TextLink href="/v1/openapi.json" />.
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
    summary: "Every operation with its parameters and responses. Try them from the page.",
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

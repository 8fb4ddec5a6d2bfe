import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { DocsPage } from "@/app/docs/_components/docs-page";
import { Markdown } from "@/app/docs/_components/markdown";
import { headingId, sectionsOf } from "@/lib/core/markdown-sections";
import { GUIDE_NAMES, type Guide, guideOf, guides } from "@/lib/docs/guides";

type GuidePageProps = { params: Promise<{ name: string[] }> };

export async function generateMetadata({ params }: GuidePageProps): Promise<Metadata> {
  const { title, summary, name } = await guideFrom(params);
  const types = { "text/markdown": `/docs/${name}.md` };
  return { title, description: summary.replaceAll("`", ""), alternates: { types } };
}

export default async function GuidePage({ params }: GuidePageProps) {
  const { name, markdown } = await guideFrom(params);
  const parts = sectionsOf(markdown)
    .filter(({ depth }) => depth === 2)
    .map(({ heading }) => ({ href: `#${headingId(heading)}`, label: heading }));
  return (
    <DocsPage path={`/docs/${name}`} parts={parts}>
      <article className="prose max-w-3xl">
        <Markdown text={markdown} />
      </article>
      <Neighbours name={name} />
    </DocsPage>
  );
}

async function guideFrom(params: GuidePageProps["params"]): Promise<Guide> {
  return guideOf((await params).name.join("/")) ?? notFound();
}

function Neighbours({ name }: { name: string }) {
  const at = guides().findIndex((guide) => guide.name === name);
  const next = guides()[(at + 1) % GUIDE_NAMES.length];
  return (
    <p className="mt-12 flex max-w-3xl flex-wrap justify-between gap-3 border-t pt-4 text-sm">
      <a href={`/docs/${name}.md`} className="text-muted-foreground hover:text-foreground">
        This page as Markdown
      </a>
      {next ? (
        <a href={`/docs/${next.name}`} className="font-medium text-brand hover:underline">
          Next: {next.title}
        </a>
      ) : null}
    </p>
  );
}

import "server-only";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { guideValues } from "@/lib/docs/guide-values";

/** In the order in which they are listed. */
export const GUIDE_NAMES = [
  "quick-start",
  "authentication",
  "scopes",
  "environments",
  "rate-limits",
  "rotation",
  "errors",
  "idempotency",
  "surfaces-and-capabilities",
  "customers",
  "bill-your-customers",
  "self-hosting",
  "security",
] as const;

export type Guide = {
  name: string;
  title: string;
  /** Its first paragraph. */
  summary: string;
  /** The whole text, with the values of this installation. */
  markdown: string;
};

let read: readonly Guide[] | undefined;

/** Every guide: the texts of `docs/guides`, read once. */
export function guides(): readonly Guide[] {
  read ??= GUIDE_NAMES.map(readGuide);
  return read;
}

export function guideOf(name: string): Guide | undefined {
  return guides().find((guide) => guide.name === name);
}

function readGuide(name: string): Guide {
  const folder = join(/* turbopackIgnore: true */ process.cwd(), "docs", "guides");
  const markdown = filled(readFileSync(join(folder, `${name}.md`), "utf8"), name);
  const [, title, summary] = /^# (.+)\n\n((?:.+\n)+)/.exec(markdown) ?? [];
  if (!title || !summary) throw new Error(`${name}.md has no title with a paragraph below it`);
  return { name, title, summary: summary.trim(), markdown };
}

/** Puts the product's own values in the place of `[[name]]`. */
function filled(text: string, name: string): string {
  const values = guideValues();
  return text.replaceAll(/\[\[([a-zA-Z]+)\]\]/g, (_, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`${name}.md names ${key}, which has no value`);
    return value;
  });
}

/** The list of the guides, as <https://llmstxt.org> has it. */
export function guideList(): string {
  const { origin } = guideValues();
  const lines = guides().map(
    ({ name, title, summary }) => `- [${title}](${origin}/docs/${name}.md): ${summary}`,
  );
  return `# Runtype API keys

> API keys for products and platforms: control who can call what, and see who did. The guides and the API of this installation.

## Guides

${lines.join("\n")}

## API

- [OpenAPI document](${origin}/v1/openapi.json): every operation of the API
- [All guides in one text](${origin}/llms-full.txt)
`;
}

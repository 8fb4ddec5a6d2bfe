import "server-only";
import { headingId, sectionsOf } from "@/lib/core/markdown-sections";
import type { SearchEntry } from "@/lib/core/text-search";
import { guides } from "@/lib/docs/guides";
import type { ReferenceView } from "@/lib/docs/reference";

/** All that can be found in the documentation: each part of a guide, each operation of the API. */
export function searchIndex({ groups }: ReferenceView): SearchEntry[] {
  const parts = guides().flatMap(({ name, title, markdown }) =>
    sectionsOf(markdown).map(({ heading, text }) => ({
      title: heading,
      page: title,
      href: heading === title ? `/docs/${name}` : `/docs/${name}#${headingId(heading)}`,
      text,
    })),
  );
  const operations = groups.flatMap(({ tag, operations: all }) =>
    all.map(({ id, summary, method, path, description = "", permission = "" }) => ({
      title: summary,
      page: `API reference, ${tag}`,
      href: `/docs/api#${id}`,
      text: `${method} ${path} ${permission} ${description}`.trim(),
    })),
  );
  return [...parts, ...operations];
}

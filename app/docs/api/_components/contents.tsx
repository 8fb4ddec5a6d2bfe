import type { LinkGroup } from "@/app/docs/_components/docs-page";
import type { ReferenceView } from "@/lib/docs/reference";
import { MethodBadge } from "./operation";

/** The table of contents of the reference. */
export function contentsOf({ groups }: ReferenceView): LinkGroup[] {
  const tagged = groups.map(({ tag, operations }) => ({
    label: tag,
    links: operations.map(({ id, method, summary }) => ({
      href: `#${id}`,
      label: (
        <span className="flex items-baseline gap-2">
          <MethodBadge method={method} short />
          <span className="min-w-0">{summary}</span>
        </span>
      ),
    })),
  }));
  const shared = [
    { href: "#shared-errors", label: "Common errors" },
    { href: "#objects", label: "Objects" },
  ];
  return [...tagged, { label: "Shared", links: shared }];
}

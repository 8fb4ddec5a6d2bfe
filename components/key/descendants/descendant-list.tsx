import { formatCount } from "@/components/format-count";
import { keyName } from "@/components/key/key-facts";
import { Link } from "@/components/link";
import { RelativeTime } from "@/components/relative-time";
import type { KeyDescendants } from "@/lib/contracts/platform-key-screen";

/** Keys that a key minted: the newest, and how many there are beside them. */
export function DescendantList({ of: { keys, total } }: { of: KeyDescendants }) {
  const rest = total - keys.length;
  return (
    <ul
      aria-label="Minted keys"
      className="max-h-48 divide-y overflow-y-auto rounded-lg border bg-subtle"
    >
      {keys.map((key) => (
        <li key={key.id} className="grid gap-0.5 px-3.5 py-2">
          <Link
            href={`/products/${key.surface.productId}/surfaces/${key.surface.id}/keys/${key.id}`}
            className="font-medium underline underline-offset-2 wrap-anywhere"
          >
            {keyName(key)}
          </Link>
          <span className="text-xs text-muted-foreground wrap-anywhere">
            {key.customer === null ? null : `for ${key.customer}, `}
            {key.surface.name}, <code className="font-mono whitespace-nowrap">{key.maskedKey}</code>
            ,{" "}
            {key.expiresAt === null ? (
              "never expires"
            ) : (
              <>
                expires <RelativeTime at={key.expiresAt} />
              </>
            )}
          </span>
        </li>
      ))}
      {rest > 0 ? (
        <li className="px-3.5 py-2 text-muted-foreground">and {formatCount(rest)} more</li>
      ) : null}
    </ul>
  );
}

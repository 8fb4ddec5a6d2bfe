import { useFormContext } from "react-hook-form";
import { ChoiceCards } from "@/components/form/choice-cards";
import { formatCount } from "@/components/format";
import { keyName } from "@/components/key/key-facts";
import { keyCount } from "@/components/key/selection/selection-words";
import { Link } from "@/components/link";
import { RelativeTime } from "@/components/relative-time";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import { type KeyDescendants, MAX_DESCENDANTS } from "@/lib/contracts/platform-key/screen";
import { type Descendants, useDescendants } from "./use-descendants";

type DescendantsChoiceProps = {
  minted: Descendants;
  act: "revoke" | "shorten";
  /** How many keys the act is about. */
  by?: number;
};

const WORDS = {
  revoke: {
    about: "that can still be used.",
    keep: "They keep working.",
    label: "Revoke them too",
    take: "Requests with them will fail with 401. This cannot be undone.",
  },
  shorten: {
    about: "that would outlive this date.",
    keep: "Their expiration date does not change.",
    label: "Shorten them too",
    take: "They expire at the same time.",
  },
} as const;

const TOO_MANY = `You can change at most ${MAX_DESCENDANTS} keys at once. Change them on their surfaces.`;

/** Lists the keys that were minted and asks whether an act takes them too; nothing where none were. */
export function DescendantsChoice({ minted, act, by = 1 }: DescendantsChoiceProps) {
  const { found, reading, taken, setTaken } = minted;
  if (reading.error) return <ReadTrouble of={reading} />;
  if (found === null || found.total === 0) return null;
  const words = WORDS[act];
  return (
    <section aria-label="Minted keys" className="grid gap-2.5 text-sm">
      <p>
        {by === 1 ? "It" : "They"} minted {keyCount(found.total)} {words.about}
      </p>
      <DescendantList of={found} />
      <ChoiceCards
        label="What happens to the minted keys"
        value={taken ? "take" : "keep"}
        onChange={(choice) => setTaken(choice === "take")}
        choices={[
          { value: "keep", label: "Keep them", description: words.keep },
          {
            value: "take",
            label: words.label,
            description: words.take,
            disabledReason: found.total > MAX_DESCENDANTS ? TOO_MANY : null,
          },
        ]}
      />
    </section>
  );
}

type ShortenMintedFieldProps = {
  keyIds: readonly string[];
  /** When the keys of the form end; null where that is no reason to ask. */
  until: string | null;
};

/** Asks in a form whether the keys that some keys minted end with them. */
export function ShortenMintedField({ keyIds, until }: ShortenMintedFieldProps) {
  const { setValue } = useFormContext<{ shortensMinted: boolean }>();
  const minted = useDescendants({ keyIds, open: true, until });
  const setTaken = (taken: boolean) => {
    minted.setTaken(taken);
    setValue("shortensMinted", taken);
  };
  return <DescendantsChoice minted={{ ...minted, setTaken }} act="shorten" by={keyIds.length} />;
}

/** Keys that a key minted: the newest, and how many there are beside them. */
function DescendantList({ of: { keys, total } }: { of: KeyDescendants }) {
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

"use client";

import { ChoiceCards } from "@/components/form/choice-cards";
import { DescendantList } from "@/components/key/descendants/descendant-list";
import type { Descendants } from "@/components/key/descendants/use-descendants";
import { keyCount } from "@/components/key/selection/selection-words";
import { ReadTrouble } from "@/components/trouble/read-trouble";
import { MAX_DESCENDANTS } from "@/lib/contracts/platform-key-screen";

type DescendantsChoiceProps = {
  minted: Descendants;
  act: "revoke" | "shorten";
  /** How many keys the act is about. */
  by?: number;
};

const WORDS = {
  revoke: {
    about: "that can still be used.",
    keep: "Their callers are served as before.",
    label: "Revoke them too",
    take: "Their callers get 401 Unauthorized. This is final.",
  },
  shorten: {
    about: "that would outlive this date.",
    keep: "They expire when they do now.",
    label: "Shorten them too",
    take: "They expire at the same moment.",
  },
} as const;

const TOO_MANY = `Too many for one act: at most ${MAX_DESCENDANTS}. Change them on their surfaces.`;

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
        label="What becomes of the minted keys"
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

import { ChoiceCards } from "@/components/form/choice-cards";
import type { Grace } from "@/components/key/key-client";
import { GRACES } from "@/lib/core/keys";

const WORDS = {
  0: {
    label: "Now",
    description: "The old secret stops working immediately. Use this for a leaked key.",
  },
  900: { label: "15 minutes", description: "For one program that you restart yourself." },
  3600: { label: "1 hour", description: "For a deployment that is about to run." },
  86400: { label: "24 hours", description: "For most rotations." },
  604800: { label: "7 days", description: "For callers that you don't manage yourself." },
} as const satisfies Record<Grace, { label: string; description: string }>;

const UNDER_WAY = "The previous rotation is still in progress.";

type GraceChoiceProps = { value: Grace; onChange: (grace: Grace) => void; rotating: boolean };

export function GraceChoice({ value, onChange, rotating }: GraceChoiceProps) {
  return (
    <ChoiceCards
      label="The old secret works for"
      className="sm:grid-cols-1"
      value={String(value)}
      onChange={(chosen) => {
        const grace = GRACES.find((seconds) => String(seconds) === chosen);
        if (grace !== undefined) onChange(grace);
      }}
      choices={GRACES.map((seconds) => ({
        value: String(seconds),
        ...WORDS[seconds],
        disabledReason: rotating && seconds > 0 ? UNDER_WAY : null,
      }))}
    />
  );
}

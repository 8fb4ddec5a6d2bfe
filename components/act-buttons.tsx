import { type LucideIcon, Trash2Icon } from "lucide-react";
import { cn } from "./cn";
import { GatedButton } from "./gated-button";

/** Something to do with a thing, as a button or as a row of a menu. */
export type OfferedAct = {
  label: string;
  icon: LucideIcon;
  onSelect: () => void;
  isDestructive?: boolean;
  isDisabled?: boolean;
};

/** The act that ends a thing, last of its acts. */
export function removeAct(label: "Delete" | "Remove", onSelect: () => void): OfferedAct {
  return { label, icon: Trash2Icon, isDestructive: true, onSelect };
}

type ActButtonsProps = {
  acts: readonly OfferedAct[];
  /** Why none of them is available; null when they are. */
  reason: string | null;
  /** The thing, where a page has buttons for several. */
  subject?: string;
  size?: "sm";
};

/** What can be done with a thing, beside its name. */
export function ActButtons({ acts, reason, subject, size }: ActButtonsProps) {
  // More than two fit a small screen by their words alone.
  const isCrowded = acts.length > 2;
  return acts.map(({ label, icon: Icon, onSelect, isDestructive }) => (
    <GatedButton
      key={label}
      variant="outline"
      size={size}
      reason={reason}
      aria-label={subject && `${label} ${subject}`}
      className={cn(
        isDestructive && "text-destructive hover:text-destructive",
        isCrowded && "max-sm:[&_svg]:hidden",
      )}
      onClick={onSelect}
    >
      <Icon aria-hidden /> {label}
    </GatedButton>
  ));
}

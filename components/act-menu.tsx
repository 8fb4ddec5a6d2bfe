import { EllipsisIcon } from "lucide-react";
import { Fragment, type ReactNode } from "react";
import type { OfferedAct } from "./act-buttons";
import { Button } from "./ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "./ui/dropdown-menu";

type ActMenuProps = {
  /** What the acts are about, for the name of the button. */
  subject: string;
  acts: readonly OfferedAct[];
  /** Why none of them is available; null when they are. */
  reason: string | null;
  /** Rows above the acts. */
  children?: ReactNode;
};

/** What can be done with a row, behind three dots. */
export function ActMenu({ subject, acts, reason, children }: ActMenuProps) {
  return (
    <DropdownMenu
      align="end"
      className="max-w-64"
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={`Actions for ${subject}`}
        >
          <EllipsisIcon aria-hidden />
        </Button>
      }
    >
      {children}
      {reason ? <DropdownMenuLabel>{reason}</DropdownMenuLabel> : null}
      {acts.map(({ label, icon: Icon, onSelect, isDestructive, isDisabled }) => (
        <Fragment key={label}>
          {isDestructive ? <DropdownMenuSeparator /> : null}
          <DropdownMenuItem
            variant={isDestructive ? "destructive" : "default"}
            disabled={isDisabled || reason !== null}
            onSelect={onSelect}
          >
            <Icon aria-hidden /> {label}
          </DropdownMenuItem>
        </Fragment>
      ))}
    </DropdownMenu>
  );
}

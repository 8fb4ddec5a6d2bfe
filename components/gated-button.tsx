import { type ComponentProps, useId } from "react";
import { Button } from "./ui/button";
import { Tooltip } from "./ui/tooltip";

type GatedButtonProps = ComponentProps<typeof Button> & {
  /** Why it cannot be pressed; null when it can. */
  reason: string | null;
};

/** A button that stays in place when it is not for this person, and says why. */
export function GatedButton({ reason, onClick, children, ...props }: GatedButtonProps) {
  const id = useId();
  if (reason === null) {
    return (
      <Button {...props} onClick={onClick}>
        {children}
      </Button>
    );
  }
  return (
    <>
      <Tooltip text={reason}>
        <Button {...props} aria-disabled aria-describedby={id}>
          {children}
        </Button>
      </Tooltip>
      <span id={id} hidden>
        {reason}
      </span>
    </>
  );
}

import { KEY_STATUSES, statusAdvice } from "@/components/key/key-status";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { KeyStatus } from "@/lib/core/keys";
import type { Outcome } from "@/lib/core/outcome";

/** What the page says in full of its own: the proof of a revocation, the board of a hand-over. */
const QUIET: readonly KeyStatus[] = ["active", "revoked", "rotating"];

type ActNoticeProps = { status: KeyStatus; statusReason: Outcome | null };

/** What a key needs of somebody, first of all on its page; nothing where it needs nothing. */
export function ActNotice({ status, statusReason }: ActNoticeProps) {
  if (QUIET.includes(status)) return null;
  const { label, variant, icon: Icon } = KEY_STATUSES[status];
  return (
    <Alert role="status" variant={variant === "muted" ? "default" : variant}>
      <Icon aria-hidden />
      <AlertTitle>{label}</AlertTitle>
      <AlertDescription>{statusAdvice(status, statusReason)}</AlertDescription>
    </Alert>
  );
}

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { type Revealed, useKeyClient } from "@/components/key/key-client";
import { keyName } from "@/components/key/key-facts";
import { actionValue } from "@/components/live/action-value";
import type { FirstRequest } from "@/components/reveal-secret/first-request-line";
import { RevealSecret } from "@/components/reveal-secret/reveal-secret";
import {
  type RevealGuard,
  useHoldPage,
  useRevealGuard,
} from "@/components/reveal-secret/use-reveal-guard";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

type RevealDialogProps<Made> = {
  open: boolean;
  onClose: () => void;
  /** Of the secret that was made. */
  title: string;
  /** Of the form. */
  className?: string;
  /** The secret is on screen. */
  onShown?: () => void;
  /** It is gone from the screen. */
  onLeft?: () => void;
  /** The page that follows; without it, the one around the dialog. */
  hrefOf?: (made: Made) => string;
  /** Puts the secret where its key can be asked about, where the dialog itself is not. */
  within?: (made: Made, reveal: ReactNode) => ReactNode;
  /** The form, which hands over what it made. */
  children: (show: (made: Made) => void) => ReactNode;
};

/** A form that makes a secret, and the one time that the secret is shown: it is not lost unasked. */
export function RevealDialog<Made extends Revealed>(props: RevealDialogProps<Made>) {
  const { open, onClose, title, className, onShown, onLeft, hrefOf, children } = props;
  const { within = (_, reveal) => reveal } = props;
  const router = useRouter();
  const [made, setMade] = useState<Made | null>(null);
  const focus = useReturnFocus();
  const guard = useRevealGuard(() => {
    setMade(null);
    onLeft?.();
    if (made && hrefOf) router.replace(hrefOf(made));
    else page.release();
  });
  const page = useHoldPage(made !== null, guard.requestClose);

  function show(next: Made) {
    onShown?.();
    page.hold();
    setMade(next);
  }

  return (
    <Dialog
      open={open || made !== null}
      onOpenChange={() => (made ? guard.requestClose() : onClose())}
    >
      <DialogContent
        {...focus}
        onKeyDown={(event) => {
          const opensMenu = event.key.toLowerCase() === "k" && (event.metaKey || event.ctrlKey);
          if (made && opensMenu) event.preventDefault();
        }}
        className={made ? "max-w-2xl gap-0 p-0" : className}
      >
        {made
          ? within(made, <RevealPhase title={title} revealed={made} guard={guard} />)
          : children(show)}
      </DialogContent>
    </Dialog>
  );
}

const POLL_MS = 2_000;

/** Waits for the first request with the newest secret of a key. */
function useFirstUse({ key: { id }, secret }: Revealed): FirstRequest {
  const { readFirstUse } = useKeyClient();
  const { data } = useQuery({
    queryKey: ["first-use", id, secret.slice(-4)],
    queryFn: async () => actionValue(await readFirstUse(id)),
    refetchInterval: (query) => (query.state.data?.firstUse ? false : POLL_MS),
    refetchIntervalInBackground: true,
  });
  return data?.firstUse ? { state: "seen", ...data.firstUse } : { state: "waiting" };
}

type RevealPhaseProps = { title: string; revealed: Revealed; guard: RevealGuard };

/** The new secret, with the first call beside it. */
function RevealPhase({ title, revealed, guard }: RevealPhaseProps) {
  const { key, secret, variable, firstCall } = revealed;
  const firstRequest = useFirstUse(revealed);
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 overflow-y-auto p-5">
      <DialogHeader>
        <DialogTitle>{title}</DialogTitle>
        <DialogDescription asChild>
          <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <strong className="font-medium text-foreground wrap-anywhere">{keyName(key)}</strong>
            <EnvironmentBadge environment={key.environment} />
            <span>
              This is the only time it is shown. Copy it now and store it where your program can
              read it.
            </span>
          </div>
        </DialogDescription>
      </DialogHeader>
      <RevealSecret
        secret={secret}
        variable={variable}
        guard={guard}
        firstCall={firstCall}
        firstRequest={firstRequest}
      />
    </div>
  );
}

import { ClockAlertIcon, CloudOffIcon, LogInIcon, RefreshCwIcon } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/relative-time";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { keepDrafts } from "./draft";
import { type Trouble, troubleOf } from "./trouble";

type TroubleNoteProps = {
  trouble: Trouble;
  /** Asks again; a form is sent again without it. */
  onRetry?: () => void;
  /** What a refusal is called. */
  refused?: string;
  /** An act beside what was refused, such as reading the key again. */
  remedy?: ReactNode;
};

const FACES = {
  network: { title: "No connection to the server", icon: CloudOffIcon },
  unavailable: { title: "The server is unavailable", icon: CloudOffIcon },
  session: { title: "Your session has ended", icon: LogInIcon },
  outdated: { title: "This tab is out of date", icon: ClockAlertIcon },
  refused: { title: "Request failed", icon: null },
} as const;

/** Says why an act failed, and what to do next. */
export function TroubleNote(props: TroubleNoteProps) {
  const { trouble, onRetry, refused, remedy } = props;
  const { title, icon: Icon } = FACES[trouble.kind];
  return (
    <Alert variant={trouble.kind === "refused" ? "destructive" : "warning"}>
      {Icon ? <Icon aria-hidden /> : null}
      <AlertTitle>{trouble.kind === "refused" ? (refused ?? title) : title}</AlertTitle>
      <AlertDescription>
        {trouble.details}
        <WayOn kind={trouble.kind} onRetry={onRetry} />
        {remedy}
      </AlertDescription>
    </Alert>
  );
}

type WayOnProps = Pick<TroubleNoteProps, "onRetry"> & { kind: Trouble["kind"] };

function WayOn({ kind, onRetry }: WayOnProps) {
  const button = { variant: "outline", size: "sm", className: "mt-1 w-fit" } as const;
  switch (kind) {
    case "network":
    case "unavailable":
      return (
        <Button {...button} type={onRetry ? "button" : "submit"} onClick={onRetry}>
          <RefreshCwIcon aria-hidden /> Retry
        </Button>
      );
    case "session":
      return (
        <Button {...button} onClick={signIn}>
          <LogInIcon aria-hidden /> Sign in and come back here
        </Button>
      );
    case "outdated":
      return (
        <Button {...button} onClick={reload}>
          <RefreshCwIcon aria-hidden /> Reload
        </Button>
      );
    case "refused":
      return null;
  }
}

function signIn(): void {
  keepDrafts();
  const { pathname, search } = window.location;
  window.location.assign(`/sign-in?callbackUrl=${encodeURIComponent(pathname + search)}`);
}

function reload(): void {
  keepDrafts();
  window.location.reload();
}

/** How the reading of something went, as a query says it. */
export type Reading = { error: Error | null; refetch: () => Promise<unknown> };

/** Says why something could not be read, and what to do next; nothing when it could. */
export function ReadTrouble({ of: { error, refetch } }: { of: Reading }) {
  if (error === null) return null;
  return (
    <TroubleNote
      trouble={troubleOf(error)}
      refused="Could not load"
      onRetry={() => void refetch()}
    />
  );
}

type StaleNoteProps = { trouble: Trouble | null; since: string; onRetry: () => void };

/** Says that what is on screen could not be refreshed, and since when. */
export function StaleNote({ trouble, since, onRetry }: StaleNoteProps) {
  if (trouble === null) return null;
  return (
    <TroubleNote
      trouble={trouble}
      refused="Could not refresh"
      onRetry={onRetry}
      remedy={
        <span>
          Last updated <RelativeTime at={since} />.
        </span>
      }
    />
  );
}

"use client";

import { ClockAlertIcon, CloudOffIcon, LogInIcon, RefreshCwIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { keepDrafts } from "./draft";
import type { Trouble } from "./trouble";

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

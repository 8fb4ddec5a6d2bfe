"use client";

import { useRouter } from "next/navigation";
import { createContext, type ReactNode, useContext, useState } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { FoundKey } from "@/lib/contracts/credential/contracts";
import { holdsKey, keyIn } from "@/lib/core/key-text";
import { cn } from "./cn";
import { keyHref } from "./link";
import { actionValue } from "./live/action-value";
import { type Trouble, troubleOf } from "./trouble/trouble";
import { TroubleNote } from "./trouble/trouble-note";

type Found = NonNullable<FoundKey>;

/** What is said of a pasted key, or why it could not be found. */
export type PastedNote = string | { trouble: Trouble; retry: () => void };

const PART = "This looks like part of an API key. Paste the whole key to find it.";
const LOOKING = "Looking for this key …";
const UNKNOWN = "No key in this organization has this secret.";

type PastedKeyOptions = {
  /** Narrows the screen to the key, where its page is not what follows. */
  narrow?: (key: Found) => void;
  /** Called before the key's page is opened. */
  leave?: () => void;
};

/**
 * Takes a text that holds an API key out of a search: it is sent to find the key, and stored
 * nowhere.
 */
export function usePastedKey({ narrow, leave }: PastedKeyOptions = {}) {
  const find = useFindKeyAction();
  const router = useRouter();
  const [note, setNote] = useState<PastedNote | null>(null);

  async function look(credential: string) {
    setNote(LOOKING);
    await find({ credential })
      .then(actionValue)
      .then(
        ({ key }) => lead(key),
        (error: unknown) => setNote({ trouble: troubleOf(error), retry: () => look(credential) }),
      );
  }

  function lead(key: FoundKey) {
    if (!key) return setNote(UNKNOWN);
    // A page goes with its surface.
    const href = key.surface?.exists === false ? null : keyHref(key.id, key.surface);
    if (!narrow && href === null) {
      return setNote(`This is “${key.name}”, a key of a deleted surface.`);
    }
    setNote(null);
    if (narrow) return narrow(key);
    leave?.();
    if (href !== null) router.push(href);
  }

  /** Whether the text holds a key, and so must not be searched for. */
  function take(text: string): boolean {
    const holds = holdsKey(text);
    const key = keyIn(text);
    if (holds && key !== undefined) look(key);
    else setNote(holds ? PART : null);
    return holds;
  }

  return { take, note };
}

type FindKey = (input: { credential: string }) => Promise<ActionResult<{ key: FoundKey }>>;

const Context = createContext<FindKey | null>(null);

/** Lets every search below it find the key that a pasted secret belongs to. */
export function FindKeyProvider({ find, children }: { find: FindKey; children: ReactNode }) {
  return <Context value={find}>{children}</Context>;
}

function useFindKeyAction(): FindKey {
  const find = useContext(Context);
  if (!find) throw new Error("useFindKeyAction needs a FindKeyProvider above it.");
  return find;
}

type PastedKeyNoteProps = { note: PastedNote | null; className?: string };

/** What is said of a key that was pasted into a search. */
export function PastedKeyNote({ note, className }: PastedKeyNoteProps) {
  const said = typeof note === "string" ? note : null;
  const failed = typeof note === "string" ? null : note;
  return (
    <>
      <p role="status" className={cn("text-xs text-muted-foreground not-empty:pt-1.5", className)}>
        {said}
      </p>
      <div className={cn("not-empty:pt-1.5", className)}>
        {failed ? <TroubleNote trouble={failed.trouble} onRetry={failed.retry} /> : null}
      </div>
    </>
  );
}

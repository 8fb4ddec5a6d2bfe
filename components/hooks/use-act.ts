import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { useRequestName } from "@/components/hooks/use-request-name";
import { lostAct, refusalTrouble, type Trouble } from "@/components/trouble/trouble";
import { whenAddressSettled } from "@/components/url-state/use-url-dialog";
import type { ActionError, ActionResult } from "@/lib/contracts/action-result";

/** What follows from an act that a person asked for. */
export type Following<Done> = {
  /** The server has answered: what is on screen may have changed, also where it refused. */
  onAnswered?: () => unknown;
  onDone?: (done: Done) => unknown;
};

type Options<Done> = Following<Done> & {
  /** Shows a refusal where it belongs, such as beside a field; whether it did. */
  show?: (refused: ActionError) => boolean;
};

/**
 * Acts begun by a button, one at a time. Each is sent under a name that only a lost answer keeps, so
 * that a second try gets what the first one did; `trouble` says why the last did not happen.
 */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const answers = useRef(0);
  const nameOf = useRequestName();

  async function act<Input, Done>(
    send: (input: Input, requestName: string) => Promise<ActionResult<Done>>,
    input: Input,
    { show, onAnswered, onDone }: Options<Done>,
  ): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const result = await send(input, nameOf([answers.current, input]));
      answers.current += 1;
      await onAnswered?.();
      if (result.ok) await onDone?.(result.value);
      else if (!show?.(result.error)) setTrouble(refusalTrouble(result.error));
    } catch (error) {
      setTrouble(lostAct(error));
    } finally {
      setBusy(false);
    }
  }

  return { act, busy, trouble };
}

/** Reads the page again after a change, and forgets who depended on what. */
export function usePageChanged() {
  const router = useRouter();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ["impact"] });
    void whenAddressSettled().then(() => router.refresh());
  };
}

"use client";

import { useRef, useState } from "react";
import { useRequestName } from "@/components/hooks/use-request-name";
import { lostAct, refusalTrouble, type Trouble } from "@/components/trouble/trouble";
import type { ActionResult } from "@/lib/contracts/action-result";

/**
 * Acts begun by a button, one at a time. Each is sent under a name that only a lost answer keeps, so
 * that a second try gets what the first one did; `trouble` says why the last did not happen.
 */
export function useAct() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const answers = useRef(0);
  const nameOf = useRequestName();

  async function act<Input, Value>(
    send: (input: Input, requestName: string) => Promise<ActionResult<Value>>,
    input: Input,
    onDone: (value: Value) => void,
  ): Promise<void> {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try {
      const result = await send(input, nameOf([answers.current, input]));
      answers.current += 1;
      if (result.ok) onDone(result.value);
      else setTrouble(refusalTrouble(result.error));
    } catch (error) {
      setTrouble(lostAct(error));
    } finally {
      setBusy(false);
    }
  }

  return { act, busy, trouble };
}

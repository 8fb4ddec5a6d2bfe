"use client";

import { useKeysChanged } from "@/components/key/key-client";
import { toast } from "@/components/toast";
import type { ActionError, ActionResult } from "@/lib/contracts/action-result";
import type { ChangedKeys } from "@/lib/contracts/key/screen";
import { leftOut } from "./selection-words";

type Told<Output> = {
  title: (count: number) => string;
  description?: (output: Output) => string;
};

const READ_LONG_MS = 12_000;

/** Does an act on several keys: what is on screen follows before a toast says what was done. */
export function useKeysAct(onDone: () => void) {
  const keysChanged = useKeysChanged();
  return async <Output extends ChangedKeys>(
    act: () => Promise<ActionResult<Output>>,
    { title, description }: Told<Output>,
  ): Promise<ActionError | undefined> => {
    const result = await act();
    await keysChanged();
    if (!result.ok) return result.error;
    const { changed, skipped } = result.value;
    const rest = leftOut(skipped);
    if (changed.length === 0) {
      toast.info("No key was changed", { description: rest, duration: READ_LONG_MS });
    } else {
      const said = [description?.(result.value), rest].filter(Boolean).join(" ");
      toast.success(title(changed.length), {
        ...(said && { description: said, duration: READ_LONG_MS }),
      });
    }
    onDone();
    return undefined;
  };
}

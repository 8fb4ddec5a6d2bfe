import type { Following } from "@/components/hooks/use-act";
import { useKeysChanged } from "@/components/key/key-client";
import { toast } from "@/components/toast";
import type { ChangedKeys } from "@/lib/contracts/key/screen";
import { leftOut } from "./selection-words";

type Told<Output> = {
  title: (count: number) => string;
  description?: (output: Output) => string;
};

const READ_LONG_MS = 12_000;

/** What follows from an act on several keys: what is on screen, then a toast that says what was done. */
export function useKeysAct(onDone: () => void) {
  const keysChanged = useKeysChanged();
  return <Output extends ChangedKeys>({ title, description }: Told<Output>): Following<Output> => ({
    onAnswered: keysChanged,
    onDone(output) {
      const rest = leftOut(output.skipped);
      const { length } = output.changed;
      const said = [length > 0 && description?.(output), rest].filter(Boolean).join(" ");
      const more = said && { description: said, duration: READ_LONG_MS };
      if (length === 0) toast.info("No key was changed", { ...more });
      else toast.success(title(length), { ...more });
      onDone();
    },
  });
}

import { useQuery } from "@tanstack/react-query";
import { useKeyClient } from "@/components/key/key-client";
import { actionValue } from "@/components/live/action-value";
import type { Reading } from "@/components/trouble/trouble-note";
import type { SelectedKey } from "@/lib/contracts/key/screen";
import type { KeysDialog } from "./key-selection";

type Subjects = {
  /** As they are now, the last used first; as the table last showed them until that is read. */
  keys: (KeysDialog["keys"][number] & Partial<Pick<SelectedKey, "callers" | "callersLastDay">>)[];
  /** Their ids, as one word. */
  subject: string;
  reading: Reading;
};

/**
 * The keys of an open dialog, read once for each opening: others may have changed or used them since
 * the table was, and what the act itself changes must not change the question behind it.
 */
export function useSelectedKeys({
  keys,
  open,
  opening,
}: Pick<KeysDialog, "keys" | "open" | "opening">): Subjects {
  const { queries, readSelection } = useKeyClient();
  const ids = keys.map(({ id }) => id);
  const { data, error, refetch } = useQuery({
    queryKey: ["selection", queries, opening, ids],
    queryFn: async () => actionValue(await readSelection(ids)),
    enabled: open,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return {
    keys: data?.keys ?? [...keys],
    subject: ids.toSorted().join(" "),
    reading: { error, refetch },
  };
}

"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useKeyClient } from "@/components/key/key-client";

/** Reads again what is on screen and forgets what is not, after a change. */
export function useKeysChanged() {
  const client = useQueryClient();
  const { queries } = useKeyClient();
  return () => {
    client.removeQueries({ queryKey: [queries], type: "inactive" });
    return client.invalidateQueries({ queryKey: [queries] });
  };
}

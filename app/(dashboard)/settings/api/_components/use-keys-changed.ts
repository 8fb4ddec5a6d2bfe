"use client";

import { useQueryClient } from "@tanstack/react-query";

export const KEY_QUERIES = "platform-keys";

/** Reads again what is on screen and forgets what is not, after a change. */
export function useKeysChanged() {
  const client = useQueryClient();
  return () => {
    client.removeQueries({ queryKey: [KEY_QUERIES], type: "inactive" });
    return client.invalidateQueries({ queryKey: [KEY_QUERIES] });
  };
}

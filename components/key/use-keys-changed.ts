"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useKeyDoor } from "@/components/key/key-door";

/** Reads again what is on screen and forgets what is not, after a change. */
export function useKeysChanged() {
  const client = useQueryClient();
  const { queries } = useKeyDoor();
  return () => {
    client.removeQueries({ queryKey: [queries], type: "inactive" });
    return client.invalidateQueries({ queryKey: [queries] });
  };
}

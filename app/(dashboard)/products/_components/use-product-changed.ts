"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";

/** Reads the page again after a change, and forgets who depended on what. */
export function useProductChanged() {
  const router = useRouter();
  const client = useQueryClient();
  return () => {
    void client.invalidateQueries({ queryKey: ["impact"] });
    router.refresh();
  };
}

"use client";

import { useEffect } from "react";
import { setClock } from "@/components/hooks/use-now";

/** Lets every age on the page go by the server's clock, however wrong the viewer's is. */
export function ServerClock({ renderedAt }: { renderedAt: number }) {
  useEffect(() => setClock(renderedAt), [renderedAt]);
  return null;
}

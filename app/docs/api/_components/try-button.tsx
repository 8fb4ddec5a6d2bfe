"use client";

import { type ComponentType, useState } from "react";
import { Button } from "@/components/ui/button";
import type { ParameterView } from "@/lib/docs/reference";

export type TryOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  parameters: readonly Pick<ParameterView, "path" | "in" | "required">[];
  /** The example that the body begins with. */
  body: string | undefined;
};

type TryProps = { operation: TryOperation };

/** Loads what sends a request when someone wants to send one. */
export function TryButton({ operation }: TryProps) {
  const [panel, setPanel] = useState<{ Form: ComponentType<TryProps> }>();
  const [failed, setFailed] = useState(false);

  async function open() {
    setFailed(false);
    await import("./try-form").then(
      ({ TryForm }) => setPanel({ Form: TryForm }),
      () => setFailed(true),
    );
  }

  if (panel) return <panel.Form operation={operation} />;
  return (
    <div className="mt-4 flex items-center gap-3">
      <Button variant="outline" size="sm" onClick={open}>
        Try it<span className="sr-only">: {operation.summary}</span>
      </Button>
      <p role="status" className="text-sm text-destructive">
        {failed ? "Could not load. Try again." : ""}
      </p>
    </div>
  );
}

import { useEffect, useRef, useState } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";
import { ERROR_TABLE, type ErrorCode, type Issue } from "@/lib/core/errors";

/** Asks a door of visitors; throws what `fetch` throws where no answer comes. */
export async function ask<Answer>(path: string, body: object): Promise<ActionResult<Answer>> {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });
  if (response.ok) return { ok: true, value: await response.json() };
  const { details, issues = [] }: { details: string; issues?: Issue[] } = await response.json();
  return { ok: false, error: { code: codeOf(response.status), details, issues } };
}

function codeOf(status: number): ErrorCode {
  const codes = Object.keys(ERROR_TABLE).filter((code): code is ErrorCode => code in ERROR_TABLE);
  return codes.find((code) => ERROR_TABLE[code][0] === status) ?? "internal";
}

/**
 * What stood behind the `#` of the address, which it has left then: nothing that comes later, neither a
 * link nor the history of the browser, holds it. Null until that is known, "" where there was nothing.
 */
export function useFragment(): string | null {
  const [fragment, setFragment] = useState<string | null>(null);
  const taken = useRef(false);
  useEffect(() => {
    if (taken.current) return;
    taken.current = true;
    setFragment(window.location.hash.slice(1));
    // Once the router of the page listens, which would write the old address again.
    queueMicrotask(() => {
      window.history.replaceState(null, "", window.location.pathname);
    });
  }, []);
  return fragment;
}

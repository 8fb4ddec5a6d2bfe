"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

const STEPS: Readonly<Record<string, number>> = {
  ArrowLeft: -1,
  ArrowDown: -1,
  ArrowRight: 1,
  ArrowUp: 1,
  PageDown: -7,
  PageUp: 7,
};

/** Which of so many columns is looked at, by pointer or by arrow keys; null for none. */
export function useChartCursor(length: number) {
  const [chosen, setChosen] = useState<number | null>(null);
  const last = length - 1;
  const cursor = chosen === null ? null : Math.min(chosen, last);

  function step(key: string): number | null | undefined {
    if (key === "Escape") return null;
    if (key === "Home") return 0;
    if (key === "End") return last;
    const by = STEPS[key];
    return by === undefined ? undefined : Math.max(0, Math.min(last, (cursor ?? last) + by));
  }

  return {
    cursor,
    handlers: {
      onKeyDown: (event: KeyboardEvent) => {
        const next = step(event.key);
        if (next === undefined) return;
        event.preventDefault();
        setChosen(next);
      },
      onFocus: () => setChosen((now) => now ?? last),
      onBlur: () => setChosen(null),
      onPointerMove: (event: PointerEvent) => {
        const { left, width } = event.currentTarget.getBoundingClientRect();
        const index = Math.floor(((event.clientX - left) / width) * length);
        setChosen(Math.max(0, Math.min(last, index)));
      },
      onPointerLeave: () => setChosen(null),
    },
  };
}

"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";

/** Which of `count` columns the pointer or the keyboard looks at. */
export function useColumnLook(count: number) {
  const [column, setColumn] = useState<number | null>(null);
  const looked = column === null ? null : Math.min(column, count - 1);

  function onPointerMove({ currentTarget, clientX }: PointerEvent<HTMLElement>) {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = Math.floor(((clientX - left) / width) * count);
    setColumn(Math.max(0, Math.min(count - 1, at)));
  }

  function onKeyDown(event: KeyboardEvent) {
    const next = nextColumn(event.key, looked ?? 0, count);
    if (next === undefined) return;
    event.preventDefault();
    setColumn(next);
  }

  return {
    looked,
    handlers: {
      // By keyboard it is reached like a control, and says so by its role.
      tabIndex: 0,
      onPointerMove,
      onPointerLeave: () => setColumn(null),
      onFocus: () => setColumn((current) => current ?? 0),
      onBlur: () => setColumn(null),
      onKeyDown,
    },
  };
}

function nextColumn(key: string, from: number, count: number): number | null | undefined {
  switch (key) {
    case "ArrowLeft":
      return Math.max(0, from - 1);
    case "ArrowRight":
      return Math.min(count - 1, from + 1);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

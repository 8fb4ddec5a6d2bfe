import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

type Named = { id: string; name: string };
/** What is carried, and where it would be put down. */
type Carried = { id: string; from: number; to: number };

/** Pixels before a press on a handle is a drag. */
const DRAG_FROM = 5;

/**
 * Moves the items of a list by their handles: by pointer, or by keyboard with Space, the arrows and
 * Space again. Nothing is moved before it is put down; Escape takes it back.
 */
export function useReorder(items: readonly Named[], move: (from: number, to: number) => void) {
  const list = useRef<HTMLOListElement>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  const [said, setSaid] = useState("");
  const pressed = useRef<{ id: string; y: number } | null>(null);

  function say(act: MoveAct, { id, to }: Carried) {
    const name = items.find((item) => item.id === id)?.name || "Unnamed step";
    setSaid(moveSaid(act, name, to, items.length));
  }

  function carry(next: Carried) {
    say(carried ? "moved" : "picked up", next);
    setCarried(next);
  }

  function putDown(kept: boolean) {
    if (!carried) return;
    say(kept ? "dropped" : "taken back", carried);
    setCarried(null);
    if (kept && carried.from !== carried.to) move(carried.from, carried.to);
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, id: string) {
    const handle = event.currentTarget;
    const at = items.findIndex((item) => item.id === id);
    if (event.key === " " || event.key === "Enter") {
      // What is moved in the page loses the focus.
      setTimeout(() => handle.focus());
      if (carried) putDown(true);
      else carry({ id, from: at, to: at });
    } else if (carried && event.key === "Escape") putDown(false);
    else if (carried && /^Arrow(Up|Down)$/.test(event.key)) {
      const to = carried.to + (event.key === "ArrowUp" ? -1 : 1);
      if (to >= 0 && to < items.length) carry({ ...carried, to });
    } else return;
    event.preventDefault();
  }

  function onPointerMove({ clientY, currentTarget, pointerId }: PointerEvent) {
    const press = pressed.current;
    if (!press || (!carried && Math.abs(clientY - press.y) < DRAG_FROM)) return;
    currentTarget.setPointerCapture(pointerId);
    const from = items.findIndex(({ id }) => id === press.id);
    const to = targetIndex(middlesOf(list.current), from, clientY);
    if (carried?.to !== to) carry({ id: press.id, from, to });
  }

  function release(kept: boolean) {
    pressed.current = null;
    putDown(kept);
  }

  return {
    list,
    carried,
    said,
    handleOf: (id: string) => ({
      "aria-roledescription": "draggable",
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => onKeyDown(event, id),
      onBlur: () => putDown(false),
      onPointerDown: ({ clientY, button }: PointerEvent) => {
        if (button === 0) pressed.current = { id, y: clientY };
      },
      onPointerMove,
      onPointerUp: () => release(true),
      onPointerCancel: () => release(false),
    }),
  };
}

export type Reorder = ReturnType<typeof useReorder>;

function middlesOf(list: HTMLOListElement | null): number[] {
  return [...(list?.children ?? [])].map((item) => {
    const { top, height } = item.getBoundingClientRect();
    return top + height / 2;
  });
}

const SAID = { "picked up": "picked up from", moved: "moved to", dropped: "dropped at" } as const;

type MoveAct = keyof typeof SAID | "taken back";

/** What a screen reader says while an item of a list is moved; `at` counts from 0. */
export function moveSaid(act: MoveAct, name: string, at: number, count: number): string {
  if (act === "taken back") return `Move cancelled. ${name} was not moved.`;
  return `${name} ${SAID[act]} position ${at + 1} of ${count}.`;
}

/** The position of an item that is held at a height, past the middles of the others. */
export function targetIndex(middles: readonly number[], from: number, held: number): number {
  return middles.filter((middle, index) => index !== from && middle < held).length;
}

/** On which side of the item at a position the carried one would be put down. */
export function dropEdge(
  carried: { from: number; to: number } | null,
  index: number,
): "above" | "below" | null {
  if (!carried || carried.from === carried.to || index !== carried.to) return null;
  return carried.to < carried.from ? "above" : "below";
}

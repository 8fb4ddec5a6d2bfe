import {
  type ComponentProps,
  type KeyboardEvent,
  type RefObject,
  useEffectEvent,
  useLayoutEffect,
  useRef,
} from "react";
import { cn } from "@/components/cn";

/** What is kept free between an overlay and the window's edge. */
const EDGE = 8;
const TYPEAHEAD_MS = 700;

export type Align = "start" | "center" | "end";
type Place = { align: Align; side?: "top" | "bottom"; gap?: number; matchWidth?: boolean };

/** Puts an open popover beside its anchor and within the window, on the wanted side if that has room. */
function placeBeside(element: HTMLElement, anchor: Element, place: Place): void {
  const { align, side = "bottom", gap = 4, matchWidth = false } = place;
  const at = anchor.getBoundingClientRect();
  const { style } = element;
  if (matchWidth) style.minWidth = `${at.width}px`;
  style.maxHeight = "";
  const { offsetWidth: width, offsetHeight: height } = element;
  const above = at.top - gap - EDGE;
  const below = window.innerHeight - at.bottom - gap - EDGE;
  const isAbove =
    side === "top" ? above >= height || above > below : below < height && above > below;
  const room = Math.max(0, isAbove ? above : below);
  if (height > room) style.maxHeight = `${room}px`;
  const left = {
    start: at.left,
    center: at.left + (at.width - width) / 2,
    end: at.right - width,
  }[align];
  style.left = `${Math.max(EDGE, Math.min(left, window.innerWidth - EDGE - width))}px`;
  style.top = `${isAbove ? at.top - gap - Math.min(height, room) : at.bottom + gap}px`;
}

type OverlayProps = Place &
  ComponentProps<"div"> & {
    anchor: RefObject<HTMLElement | null>;
    /** Escape was pressed, or the pointer went down elsewhere. */
    onClose: (by: "escape" | "outside") => void;
    /** Moves the focus into it. */
    onShown?: (element: HTMLElement) => void;
  };

/** What lies above the page beside its anchor, for as long as it is rendered. */
export function Overlay(props: OverlayProps) {
  const { anchor, align, side, gap, matchWidth, onClose, onShown, className, ...rest } = props;
  const element = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  const tell = useEffectEvent((shown: HTMLElement) => onShown?.(shown));
  const put = useEffectEvent(() => {
    if (!element.current || !anchor.current) return;
    placeBeside(element.current, anchor.current, { align, side, gap, matchWidth });
  });
  useLayoutEffect(() => {
    const shown = element.current;
    if (!shown) return;
    if (!shown.matches(":popover-open")) shown.showPopover();
    put();
    const stop = new AbortController();
    const on = { capture: true, signal: stop.signal };
    const size = new ResizeObserver(() => put());
    size.observe(shown);
    // Before a dialog around it hears of the key, and not while one inside it is open.
    window.addEventListener(
      "keydown",
      (event) => {
        if (event.key !== "Escape" || shown.querySelector(":popover-open")) return;
        event.preventDefault();
        event.stopPropagation();
        close("escape");
      },
      on,
    );
    window.addEventListener(
      "pointerdown",
      ({ target }) => {
        if (!holds(shown, target) && !holds(anchor.current, target)) close("outside");
      },
      on,
    );
    // A list that is scrolled itself stays where it is.
    window.addEventListener("scroll", ({ target }) => holds(shown, target) || put(), on);
    window.addEventListener("resize", () => put(), on);
    tell(shown);
    return () => {
      stop.abort();
      size.disconnect();
    };
  }, [anchor]);
  return (
    <div
      ref={element}
      popover="manual"
      className={cn(
        "fixed inset-auto m-0 animate-in overflow-x-hidden overflow-y-auto rounded-lg border bg-popover p-1 text-left text-sm font-normal whitespace-normal text-popover-foreground shadow-floating outline-none fade-in-0 zoom-in-98",
        className,
      )}
      {...rest}
    />
  );
}

function holds(element: Element | null, target: EventTarget | null): boolean {
  return target instanceof Node && element?.contains(target) === true;
}

let typed = "";
let typedAt = 0;

function targetOf(event: KeyboardEvent, items: readonly HTMLElement[]): HTMLElement | undefined {
  const at = items.findIndex((item) => item.matches(":focus"));
  switch (event.key) {
    case "ArrowDown":
      return items[at + 1] ?? items[0];
    case "ArrowUp":
      return at > 0 ? items[at - 1] : items.at(-1);
    case "Home":
      return items[0];
    case "End":
      return items.at(-1);
  }
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey)
    return undefined;
  typed = event.timeStamp - typedAt < TYPEAHEAD_MS ? typed + event.key : event.key;
  typedAt = event.timeStamp;
  const text = typed.toLowerCase();
  const after = typed.length > 1 ? at : at + 1;
  return [...items.slice(Math.max(0, after)), ...items].find((item) =>
    item.textContent?.trim().toLowerCase().startsWith(text),
  );
}

/** The keys of a menu or a list: arrows and letters move, Enter and Space take, Tab leaves. */
export function walkList(event: KeyboardEvent<HTMLElement>, leave: () => void): void {
  const items = [
    ...event.currentTarget.querySelectorAll<HTMLElement>(
      "[role^=menuitem]:not([aria-disabled]), [role=option]:not([aria-disabled])",
    ),
  ];
  if (event.key === "Tab") {
    leave();
    return;
  }
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    items.find((item) => item.matches(":focus"))?.click();
    return;
  }
  const target = targetOf(event, items);
  if (!target) return;
  event.preventDefault();
  target.focus();
}

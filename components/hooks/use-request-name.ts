import { useRef } from "react";

/**
 * Names an act as an Idempotency-Key does: the same name while the same is asked, so that a second
 * try after a lost answer gets what the first one made instead of making another.
 */
export function useRequestName(): (asked: unknown) => string {
  const last = useRef({ asked: "", name: "" });
  return (asked) => {
    const text = JSON.stringify(asked);
    if (last.current.asked !== text) last.current = { asked: text, name: randomName() };
    return last.current.name;
  };
}

/** 128 random bits in hex; `crypto.randomUUID` is missing where the page is served over plain http. */
function randomName(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

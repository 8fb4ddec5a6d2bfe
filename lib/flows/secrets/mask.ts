import "server-only";
import { MaskBudget, MaskBudgetExceeded } from "@/lib/flows/budgets";
import { formsOf, partsOf } from "@/lib/flows/secrets/forms";
import { readingsOf } from "@/lib/flows/secrets/readings";
import { log } from "@/lib/log";

const MASK = "***";

/** To look for a form costs as much as this many characters, however short the text is. */
const A_SEARCH = 128;

/**
 * Takes secrets out of a text or of any JSON, in whatever form an upstream echoes them. What cannot be
 * looked through is masked as a whole; nothing is thrown.
 */
export type Mask = {
  text: (text: string) => string;
  value: (value: unknown) => unknown;
};

export function maskOf(secrets: Iterable<string>, budget = new MaskBudget()): Mask {
  const forms = formsOf(secrets);
  const [shortest] = forms;
  if (!shortest) return { text: (same) => same, value: (same) => same };
  const text = (given: string): string => {
    if (given.length < shortest.enough) return given;
    let ends: Uint32Array | undefined;
    for (const reading of readingsOf(given, budget)) {
      for (const form of forms) {
        if (reading.text.length < form.enough) break;
        budget.take(reading.text.length + A_SEARCH);
        for (const { from, to } of partsOf(form, reading.text, budget)) {
          ends ??= new Uint32Array(given.length);
          const start = reading.startAt(from);
          ends[start] = Math.max(ends[start] ?? 0, reading.endAt(to - 1));
        }
      }
    }
    return ends ? cover(given, ends) : given;
  };
  const value = (given: unknown): unknown => {
    if (typeof given === "string") return text(given);
    if (typeof given === "number") return text(`${given}`) === `${given}` ? given : MASK;
    if (typeof given !== "object" || given === null) return given;
    if (Array.isArray(given)) return given.map(value);
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => [text(name), value(inner)]),
    );
  };
  // A run gives the same value as output of a step, as variable and as its own output.
  const masked = new Map<unknown, unknown>();
  const once = (given: unknown): unknown => {
    if (masked.has(given)) return masked.get(given);
    const result = closed(() => value(given));
    masked.set(given, result).set(result, result);
    return result;
  };
  return { text: (given) => closed(() => text(given)), value: once };
}

/** A mask for the whole where its parts cannot be told: no run may stay unrecorded or unmasked for it. */
function closed<T>(mask: () => T): T | typeof MASK {
  try {
    return mask();
  } catch (error) {
    if (!(error instanceof MaskBudgetExceeded))
      log().error({ error }, "a value could not be masked");
    return MASK;
  }
}

/** The text with a mask in place of what begins at a place and continues to its end; what overlaps shares one. */
function cover(text: string, ends: Uint32Array): string {
  let masked = "";
  let end = 0;
  ends.forEach((to, from) => {
    if (to === 0) return;
    if (from >= end) masked += text.slice(end, from) + MASK;
    end = Math.max(end, to);
  });
  return masked + text.slice(end);
}

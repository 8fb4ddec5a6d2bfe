import "server-only";
import { isDeepStrictEqual } from "node:util";
import type { HttpBinding } from "@/lib/contracts/contract";
import { readInstant } from "@/lib/contracts/instant";
import { type Issue, invalidRequest } from "@/lib/core/errors";

type Fields = Record<string, unknown>;

const READ_ONLY = "This cannot be changed here. Leave it out, or send it unchanged.";

/**
 * What a caller sends back of an object that GET showed: members that this request cannot change must
 * be as they are, unless the server moves them by itself.
 */
export class Echo {
  #sent: [name: string, value: unknown][] = [];

  constructor(
    private readonly input: object,
    private readonly shown: NonNullable<HttpBinding["replaces"]>,
  ) {}

  /** The members of a body that the verb takes. Throws `bad_request` for one given twice. */
  take(body: Fields, given: Fields): Fields {
    const { input, shown } = this;
    const sent = unwrapped(body, shown.wrapper);
    const taken = Object.entries(sent).filter(([name, value]) => {
      const isInput = namesOf(input).includes(name) && !Object.hasOwn(given, name);
      if (isInput || !namesOf(shown.view).includes(name)) return !isOfExpiry(name, sent);
      const mover = shown.follows?.[name];
      if (mover === undefined || !Object.hasOwn(sent, mover)) this.#sent.push([name, value]);
      return false;
    });
    return Object.fromEntries(taken);
  }

  /** Holds what was sent back against what there is. Throws `bad_request`, naming what differs. */
  async confirm(shown: () => Promise<unknown>): Promise<void> {
    const { wrapper, moved } = this.shown;
    const sent = this.#sent.filter(([name]) => !moved.includes(name));
    if (sent.length === 0) return;
    const stored = unwrapped(fieldsOf(await shown()), wrapper);
    const issues = sent.flatMap(([path, value]): Issue[] =>
      isSame(value, stored[path], moved) ? [] : [{ path, message: READ_ONLY }],
    );
    if (issues.length > 0) throw invalidRequest(issues);
  }
}

/** The object inside the wrapper that GET answers, with what stands beside it. */
function unwrapped(body: Fields, wrapper: string | undefined): Fields {
  const inner = wrapper === undefined ? undefined : body[wrapper];
  if (wrapper === undefined || typeof inner !== "object" || inner === null) return body;
  const { [wrapper]: _, ...beside } = body;
  const twice = Object.keys(beside).filter((name) => Object.hasOwn(inner, name));
  if (twice.length === 0) return { ...inner, ...beside };
  const issues = twice.map((path) => ({ path, message: "Given more than once." }));
  throw invalidRequest(issues);
}

/**
 * An expired key reads as inactive, though nobody has disabled it. Only a whole object says that: its
 * revision tells whether it still is so, and without one the key is to be disabled.
 */
function isOfExpiry(name: string, { status, isActive, disabledAt, revision }: Fields): boolean {
  const isExpired = status === "expired" && disabledAt === null && revision !== undefined;
  return name === "isActive" && isActive === false && isExpired;
}

function isSame(sent: unknown, stored: unknown, moved: readonly string[]): boolean {
  if (typeof sent === "string" && typeof stored === "string") {
    if (sent === stored) return true;
    const instant = readInstant(sent)?.getTime();
    return instant !== undefined && instant === readInstant(stored)?.getTime();
  }
  return isDeepStrictEqual(without(sent, moved), without(stored, moved));
}

/** A value without what the server moves, at any depth. */
function without(value: unknown, moved: readonly string[]): unknown {
  if (Array.isArray(value)) return value.map((each) => without(each, moved));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !moved.includes(name))
      .map(([name, inner]) => [name, without(inner, moved)]),
  );
}

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function namesOf(schema: object): string[] {
  return "shape" in schema ? Object.keys(fieldsOf(schema.shape)) : [];
}

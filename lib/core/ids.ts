import { typeidUnboxed } from "typeid-js";

/** TypeID prefixes by domain word; an id says what it names. */
export const ID_PREFIXES = {
  organization: "org",
  user: "user",
  membership: "member",
  session: "session",
  key: "key",
  secret: "sec",
  flow: "flow",
  flowVersion: "flowver",
  record: "record",
  prompt: "prompt",
  audit: "audit",
  request: "req",
  instance: "inst",
} as const;

export type IdKind = keyof typeof ID_PREFIXES;

/** A TypeID: prefix, underscore, 26 characters that sort by time of creation. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}

/** Matches ids of one kind. */
export function idPattern(kind: IdKind): RegExp {
  return new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`);
}

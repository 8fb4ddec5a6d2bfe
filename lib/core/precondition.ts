/** Tags of a header: all of them for `*`. */
export type Tags = "any" | readonly string[];

/** What a caller demands of the revision of a thing, by its ETag, before the request is done. */
export type Precondition = {
  /** It has one of these tags: `If-Match`. */
  match?: Tags | undefined;
  /** It has none of these: `If-None-Match`. */
  noneMatch?: Tags | undefined;
};

/** The strong ETag of a thing that can be edited: its revision, so that use never changes it. */
export function tagOf(revision: number): string {
  return `"${revision}"`;
}

export function isTagged(tags: Tags, revision: number): boolean {
  return tags === "any" || tags.includes(tagOf(revision));
}

export function isMet({ match, noneMatch }: Precondition, revision: number): boolean {
  const isWanted = match === undefined || isTagged(match, revision);
  return isWanted && !(noneMatch !== undefined && isTagged(noneMatch, revision));
}

/** Where a signed-in person arrives when they did not ask for a page. */
export const HOME_PATH = "/settings/api";

const ANYWHERE = "http://host.invalid";
const MAX_LENGTH = 2_000;

/** A path of this site to return to after signing in; home for anything else. */
export function returnPath(asked: unknown): string {
  if (typeof asked !== "string" || asked.length > MAX_LENGTH || !asked.startsWith("/")) {
    return HOME_PATH;
  }
  if (!URL.canParse(asked, ANYWHERE)) return HOME_PATH;
  const { origin, pathname, search, hash } = new URL(asked, ANYWHERE);
  return origin === ANYWHERE && !pathname.startsWith("//") ? pathname + search + hash : HOME_PATH;
}

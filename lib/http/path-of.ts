import "server-only";

/** The path in the address of a request, which is absolute and normal: to parse it again is expensive. */
export function pathOf(url: string): string {
  const rest = url.slice(url.indexOf("/", url.indexOf("://") + 3));
  const end = rest.search(/[?#]/);
  return end === -1 ? rest : rest.slice(0, end);
}

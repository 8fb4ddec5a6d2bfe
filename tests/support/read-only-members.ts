import { fieldsOf } from "./belongings";
import type { Bound } from "./contract-requests";

/** What the server moves by itself, and lists that others add to. */
const MOVED = /^(timestamp|updatedAt|lastUsed\w+|status\w*|stepCount|keys|keysHasMore|usedBy)$/;

/** Of the members that GET shows, those that a PUT cannot change and that must be as they are. */
export function readOnlyMembers(contract: Bound, shown: readonly string[]): string[] {
  const { path, replaces } = contract.http;
  const { follows = {} } = replaces ?? {};
  const taken = fieldsOf(contract).filter((name) => !path.includes(`{${name}}`));
  const isFree = (name: string) => MOVED.test(name) || shown.includes(follows[name] ?? "");
  return shown.filter((name) => !taken.includes(name) && !isFree(name));
}

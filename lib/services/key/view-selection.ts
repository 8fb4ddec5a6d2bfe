import "server-only";
import { callersOfEach } from "@/lib/usage/callers";

/** Keys as an act on several of them shows them: each with who called it in the last day. */
export async function viewSelection<Key extends { id: string }>(
  organizationId: string,
  keys: readonly Key[],
) {
  const callers = await callersOfEach(
    organizationId,
    keys.map(({ id }) => id),
  );
  return {
    keys: keys.map((key) => {
      const own = callers.filter(({ keyId }) => keyId === key.id);
      return {
        ...key,
        callers: own.map(({ lastAt, ...caller }) => ({ ...caller, lastAt: lastAt.toISOString() })),
        callersLastDay: own[0]?.callers ?? 0,
      };
    }),
    timestamp: new Date().toISOString(),
  };
}

import type { Contract } from "@/lib/contracts/contract";

/** Whether an answer shows one thing that can be edited, with its revision. */
export function answersRevision({ output, http }: Pick<Contract, "output" | "http">): boolean {
  const isOne = http?.status === 201 || http?.path.endsWith("}") === true;
  const names = namesOf(output);
  const isRead = http?.method !== "DELETE" && (http?.method !== "POST" || http.status === 201);
  return isOne && isRead && (names.includes("revision") || names.includes("apiKey"));
}

/** Whether a request is about one thing that has a revision, so that it may name the one it means. */
export function takesIfMatch({ input, output, http }: Pick<Contract, "input" | "output" | "http">) {
  if (http?.method === "PUT" || http?.method === "DELETE") return true;
  if (http?.method === "GET") return answersRevision({ output, http });
  return http?.method === "POST" && namesOf(input).includes("revision");
}

/** Whether a request acts on one thing, of which it does not ask the revision. */
export function refusesIfMatch(contract: Pick<Contract, "input" | "output" | "http">): boolean {
  const { method, status, path } = contract.http ?? {};
  const isAct = method === "POST" && status === 200 && path?.includes("{") === true;
  return isAct && !takesIfMatch(contract);
}

function namesOf(schema: object): string[] {
  return "shape" in schema && schema.shape ? Object.keys(schema.shape) : [];
}

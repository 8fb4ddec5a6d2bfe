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

function namesOf(schema: object): string[] {
  return "shape" in schema && schema.shape ? Object.keys(schema.shape) : [];
}

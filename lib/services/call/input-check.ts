import "server-only";
import { z } from "zod";
import { compileParametersSchema } from "@/lib/contracts/input-schema/compile-parameters-schema";
import { BoundedCache } from "@/lib/core/bounded-cache";
import { type Issue, notFound } from "@/lib/core/errors";
import { unfitInput } from "@/lib/core/refusals";
import { prisma } from "@/lib/db/prisma";
import type { CallInput } from "./surface-verbs";

type Check = {
  issuesOf: (value: unknown) => Issue[];
  /** Whether the schema has a field named input: then it means what the input came in. */
  wantsInput: boolean;
};

const ANYTHING: Check = { issuesOf: () => [], wantsInput: false };

const withInput = z.object({ properties: z.object({ input: z.unknown() }) });

/** UTF-16 units of the JSON of all schemas that are kept; compiled they take up to eighty times that. */
const MAX_CACHE_SIZE = 1_000_000;

/** By capability and revision, which never change. */
const checks = new BoundedCache<Check>(1_000, MAX_CACHE_SIZE);

/**
 * Holds the input against the schema of a capability as it is at a revision or later.
 * Throws `bad_request` that names the fields, `not_found` when it was deleted meanwhile.
 */
export async function assertFits(
  { capabilityId, capabilityRevision }: { capabilityId: string; capabilityRevision: number },
  { input, around }: CallInput,
): Promise<void> {
  const known = checks.get(`${capabilityId}@${capabilityRevision}`);
  const check = known ?? (await loadCheck(capabilityId));
  const issues = check.issuesOf(check.wantsInput ? around : input);
  if (issues.length > 0) throw unfitInput(issues);
}

async function loadCheck(capabilityId: string): Promise<Check> {
  const row = await prisma().capability.findUnique({
    where: { id: capabilityId },
    select: { parametersSchema: true, revision: true },
  });
  if (!row) throw notFound("Capability");
  const check = row.parametersSchema === null ? ANYTHING : checkOf(row.parametersSchema);
  const size = JSON.stringify(row.parametersSchema).length;
  checks.set(`${capabilityId}@${row.revision}`, check, size);
  return check;
}

function checkOf(schema: unknown): Check {
  const hasInput = withInput.safeParse(schema).data?.properties ?? {};
  return { issuesOf: issuesBy(schema), wantsInput: "input" in hasInput };
}

/** A schema that was stored while more was allowed lets nothing pass, and says why. */
function issuesBy(schema: unknown): Check["issuesOf"] {
  try {
    return compileParametersSchema(schema);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "";
    const message = `The capability's schema cannot be used: ${reason}`;
    return () => [{ path: "", message }];
  }
}

import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import type { Contract } from "@/lib/contracts/contract";
import { limitProbes, type Probe } from "@/tests/support/limit-probes";
import { operationsOf, platformDocument } from "@/tests/support/platform-document";

/** Probes of all that a contract takes, in the path, the query and the body. */
function probesOfContract({ name }: Contract): Probe[] {
  const operation = operationsOf(platformDocument).find(
    ({ operationId }) => operationId === name.replace(".", "_"),
  );
  const body = operation?.requestBody?.content["application/json"]?.schema ?? {};
  const named = (operation?.parameters ?? []).filter((each) => each.in !== "header");
  const properties = Object.fromEntries(named.map((each) => [each.name, each.schema]));
  const inPath = named.filter((each) => each.in === "path").map((each) => each.name);
  return limitProbes({
    type: "object",
    properties: { ...properties, ...body.properties },
    required: [...inPath, ...(body.required ?? [])],
  });
}

type Issue = { code?: string | undefined; path: PropertyKey[]; message: string };

/** What is wrong, of a value of several forms by each form. */
function issuesIn(issue: z.core.$ZodIssue): Issue[] {
  if (issue.code !== "invalid_union") return [issue];
  const within = issue.errors.flat().flatMap(issuesIn);
  return [issue, ...within.map((one) => ({ ...one, path: [...issue.path, ...one.path] }))];
}

/** Whether a contract finds fault with the size of what stands at a place. */
function isRefused({ input: schema }: Contract, { place, input }: Probe): boolean {
  const issues = (schema.safeParse(input).error?.issues ?? []).flatMap(issuesIn);
  return issues.some(
    ({ code, path, message }) =>
      path.join(".") === place.join(".") &&
      (["too_big", "too_small", "invalid_union"].includes(code ?? "") ||
        /at (most|least) \d|\d levels|Enter an? /.test(message)),
  );
}

describe("the limits in the document are those of the contract", () => {
  const named = ALL_CONTRACTS.map((contract) => [contract.name, contract] as const);

  it.each(named)("%s", (_name, contract) => {
    const probes = probesOfContract(contract);
    const wrong = probes.filter((probe) => isRefused(contract, probe) === probe.fits);
    expect(wrong.map(({ title, fits }) => `${title}: ${fits ? "refused" : "accepted"}`)).toEqual(
      [],
    );
  });

  it("and there are hundreds of them", () => {
    const all = ALL_CONTRACTS.flatMap(probesOfContract);
    expect(all.filter(({ fits }) => !fits).length).toBeGreaterThan(300);
  });
});

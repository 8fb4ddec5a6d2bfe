import { flowVariables } from "@/lib/contracts/flow/variables";
import { flowStepsField } from "@/lib/contracts/flow-steps/flow-step";
import { readJson } from "@/lib/core/fields";
import { numbered, type StepDraft } from "./step-draft";
import type { StepIssues } from "./step-issues";

export type FlowCheck = {
  /** Everything that is wrong; empty when the steps may be saved. */
  issues: StepIssues;
  /** The inputs that the steps read; null while they are not valid. */
  variables: readonly string[] | null;
  /** The steps with what the contract adds, when it takes them at all. */
  stored: unknown;
};

/** What the contract says of the steps. It brings all that reads schemas, so it is fetched on demand. */
export function checkFlow(steps: readonly StepDraft[]): FlowCheck {
  const sent = numbered(steps);
  const parsed = flowStepsField.safeParse(sent);
  const issues = new Map<string, string>();
  for (const { path, message } of parsed.error?.issues ?? []) {
    const place = path.map(String).join("/");
    if (!issues.has(place)) issues.set(place, plain(message));
  }
  for (const place of halfJson(steps)) {
    if (!issues.has(place)) issues.set(place, "This starts like JSON but is not valid JSON.");
  }
  return {
    issues,
    variables: parsed.success ? flowVariables(parsed.data) : null,
    stored: parsed.data ?? sent,
  };
}

const JSON_FIELD = /\b\d+\/config\/(http\/)?(value|body|errorHandling\/defaultValue)$/;

/** Whether a text could have been JSON: one with a template in it is left alone. */
function isHalfJson(text: string): boolean {
  return /^\s*[{[]/.test(text) && !text.includes("{{") && readJson(text) === undefined;
}

/** The places of such texts. */
function halfJson(value: unknown, place = ""): string[] {
  if (typeof value === "string") {
    return JSON_FIELD.test(place) && isHalfJson(value) ? [place] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    halfJson(inner, place === "" ? name : `${place}/${name}`),
  );
}

/** A field that is not filled in yet has a value of no kind; one that is may have another kind. */
function plain(message: string): string {
  if (!message.startsWith("Invalid input")) return message;
  if (/expected (number|int), received string/.test(message)) return "Enter a number.";
  if (/expected record, received array/.test(message)) return "Give each value a unique name.";
  return "Fill in this field.";
}

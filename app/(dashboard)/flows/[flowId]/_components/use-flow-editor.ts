import { createContext, useContext, useEffect, useMemo, useState } from "react";
import { useDraft } from "@/components/trouble/draft";
import type { StepRun } from "@/lib/contracts/flow/run";
import type { StepForm } from "@/lib/contracts/flow-steps/flow-step";
import { readJson } from "@/lib/core/fields";
import type { checkFlow, FlowCheck } from "./check-flow";
import {
  freeId,
  freeName,
  isStep,
  type ListPath,
  listAt,
  moved,
  type StepDraft,
  type StepPath,
  sameJson,
  withList,
} from "./step-draft";
import { dueIssues, fieldKey, type StepIssues } from "./step-issues";

/** What every part of the editor knows. */
type Editing = {
  editor: ReturnType<typeof useFlowEditor>;
  /** What each step did in the last run, by id. */
  runs: ReadonlyMap<string, StepRun>;
};

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error("useEditing needs an EditingContext above it.");
  return editing;
}

/** What the server has, and what it says of it. */
export type SavedFlow = {
  steps: readonly StepDraft[];
  check: FlowCheck;
  /** The form of every type of step. */
  forms: readonly StepForm[];
};

/** The steps of a flow while someone edits them. */
export function useFlowEditor(saved: SavedFlow) {
  const [steps, setSteps] = useState(saved.steps);
  const check = useFlowCheck(steps, saved);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [json, setJson] = useState<string | null>(null);
  const read = json === null ? { steps } : readSteps(json);
  const unread = "problem" in read ? read.problem : null;
  const problems: StepIssues = unread === null ? check.issues : new Map([["JSON", unread]]);
  const issues = dueIssues(steps, problems, fresh, left);
  const isChanged = unread !== null || !sameJson(check.stored, saved.check.stored);

  useDraft(
    "steps",
    () => (isChanged ? (json ?? JSON.stringify(steps)) : undefined),
    (kept) => {
      const before = readSteps(String(kept));
      if ("steps" in before) setSteps(before.steps);
      else setJson(String(kept));
    },
  );

  function setList(path: ListPath, list: readonly StepDraft[]) {
    setJson(null);
    setSteps(withList(steps, path, list));
  }

  return {
    steps,
    forms: saved.forms,
    variables: check.variables,
    /** Everything that is wrong with the steps, by path. */
    problems,
    /** What is to be said of it by now: a new step is not wrong before someone was at it. */
    issues,
    /** What is said of steps that cannot be saved; null while nothing is. */
    invalid: issues.size === 0 ? null : "Some steps have problems. They are marked in red.",
    isChanged,
    add(list: ListPath, form: StepForm) {
      const id = freeId(steps, form.type);
      const step = newStep(id, freeName(steps, form.label), form);
      setList(list, [...listAt(steps, list), step]);
      setFresh(new Set(fresh).add(id));
      return id;
    },
    ...stepActs(steps, setList),
    /** Someone was at a field of a step, such as `config/template`. */
    leave: (stepId: string, field: string) => setLeft(new Set(left).add(fieldKey(stepId, field))),
    /** Says every problem, new steps or not. */
    showProblems: () => setFresh(new Set()),
    /** The steps as text, while someone writes them so; null otherwise. */
    json,
    /** Why that text is no list of steps; the steps stay as they were, and cannot be saved. */
    unread,
    write(text: string) {
      setJson(text);
      const next = readSteps(text);
      if ("steps" in next) setSteps(next.steps);
    },
  };
}

/** What is done to steps where they stand. */
function stepActs(
  steps: readonly StepDraft[],
  setList: (path: ListPath, list: readonly StepDraft[]) => void,
) {
  return {
    change: ({ list, index }: StepPath, step: StepDraft) =>
      setList(list, listAt(steps, list).with(index, step)),
    move: (list: ListPath, from: number, to: number) =>
      setList(list, moved(listAt(steps, list), from, to)),
    duplicate({ list, index }: StepPath) {
      const siblings = listAt(steps, list);
      const original = siblings[index];
      if (original) setList(list, siblings.toSpliced(index + 1, 0, copyOf(original, steps)));
    },
    remove: ({ list, index }: StepPath) => setList(list, listAt(steps, list).toSpliced(index, 1)),
  };
}

function readSteps(text: string): { steps: readonly StepDraft[] } | { problem: string } {
  const read = readJson(text);
  if (!read) return { problem: "Not valid JSON. The steps are unchanged." };
  const { value } = read;
  if (Array.isArray(value) && value.every(isStep))
    return { steps: value.map((step) => ({ ...step, enabled: step.enabled ?? true })) };
  return { problem: "Enter a list of steps, each with an id, type, name and config." };
}

function newStep(id: string, name: string, form: StepForm): StepDraft {
  const branches = form.fields.filter(({ widget }) => widget === "steps");
  const config = Object.fromEntries(branches.map(({ path }) => [path, []]));
  return { id, type: form.type, name, enabled: true, config };
}

/** A copy whose ids, and those of its branches, are new to the flow. */
function copyOf(step: StepDraft, steps: readonly StepDraft[]): StepDraft {
  const taken = [...steps];
  function renamed(original: StepDraft): StepDraft {
    const id = freeId(taken, original.id);
    taken.push({ ...original, id, config: {} });
    const config = { ...original.config };
    for (const branch of ["trueSteps", "falseSteps"]) {
      if (branch in config) config[branch] = listAt([original], [0, "config", branch]).map(renamed);
    }
    return { ...original, id, config };
  }
  return { ...renamed(step), name: freeName(steps, `${step.name} copy`) };
}

/**
 * What the contract says of the steps: of those that were saved as the server said, of others by the
 * contract itself, which is fetched at the first change. Until it is here they count as changed.
 */
function useFlowCheck(steps: readonly StepDraft[], saved: SavedFlow): FlowCheck {
  const [check, setCheck] = useState<typeof checkFlow | null>(null);
  const isChanged = steps !== saved.steps;
  useEffect(() => {
    if (!isChanged || check) return;
    import("./check-flow").then(
      (module) => setCheck(() => module.checkFlow),
      // The server checks what it is sent in any case.
      () => undefined,
    );
  }, [isChanged, check]);
  return useMemo(() => {
    if (!isChanged) return saved.check;
    return check ? check(steps) : { ...saved.check, stored: steps };
  }, [isChanged, check, steps, saved]);
}

"use client";

import { useState } from "react";
import { z } from "zod";
import {
  freeId,
  freeName,
  isStep,
  type ListPath,
  listAt,
  moved,
  numbered,
  type StepDraft,
  type StepPath,
  sameJson,
  withList,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";
import {
  dueIssues,
  fieldKey,
  type StepIssues,
  stepIssues,
} from "@/app/(dashboard)/flows/[flowId]/_components/step-issues";
import { flowStepsField } from "@/lib/contracts/flow-step";
import type { StepForm } from "@/lib/contracts/step-forms";

export type FlowEditor = {
  steps: readonly StepDraft[];
  /** Everything that is wrong with the steps, by path. */
  problems: StepIssues;
  /** What is to be said of it by now: a new step is not wrong before somebody was at it. */
  issues: StepIssues;
  isChanged: boolean;
  add: (list: ListPath, form: StepForm) => string;
  change: (at: StepPath, step: StepDraft) => void;
  move: (list: ListPath, from: number, to: number) => void;
  duplicate: (at: StepPath) => void;
  remove: (at: StepPath) => void;
  /** Somebody was at a field of a step, such as `config/template`. */
  leave: (stepId: string, field: string) => void;
  /** Says every problem, new steps or not. */
  showProblems: () => void;
  /** The steps as text, while somebody writes them so; null otherwise. */
  json: string | null;
  /** Why that text is no list of steps; the steps stay as they were, and cannot be saved. */
  unread: string | null;
  write: (json: string) => void;
};

/** The steps of a flow while somebody edits them; `saved` is what the server has. */
export function useFlowEditor(saved: readonly StepDraft[]): FlowEditor {
  const [steps, setSteps] = useState(saved);
  const [fresh, setFresh] = useState<ReadonlySet<string>>(new Set());
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [json, setJson] = useState<string | null>(null);
  const read = json === null ? { steps } : readSteps(json);
  const unread = "problem" in read ? read.problem : null;
  const problems = unread === null ? stepIssues(steps) : new Map([["JSON", unread]]);

  function setList(path: ListPath, list: readonly StepDraft[]) {
    setJson(null);
    setSteps(withList(steps, path, list));
  }

  return {
    steps,
    problems,
    issues: dueIssues(steps, problems, fresh, left),
    isChanged: unread !== null || !sameJson(asStored(steps), asStored(saved)),
    add(list, form) {
      const id = freeId(steps, form.type);
      const step = newStep(id, freeName(steps, form.label), form);
      setList(list, [...listAt(steps, list), step]);
      setFresh(new Set(fresh).add(id));
      return id;
    },
    change: ({ list, index }, step) => setList(list, listAt(steps, list).with(index, step)),
    move: (list, from, to) => setList(list, moved(listAt(steps, list), from, to)),
    duplicate({ list, index }) {
      const siblings = listAt(steps, list);
      const original = siblings[index];
      if (original) setList(list, siblings.toSpliced(index + 1, 0, copyOf(original, steps)));
    },
    remove: ({ list, index }) => setList(list, listAt(steps, list).toSpliced(index, 1)),
    leave: (stepId, field) => setLeft(new Set(left).add(fieldKey(stepId, field))),
    showProblems: () => setFresh(new Set()),
    json,
    unread,
    write(text) {
      setJson(text);
      const next = readSteps(text);
      if ("steps" in next) setSteps(next.steps);
    },
  };
}

const listOfSteps = z.array(z.custom<StepDraft>(isStep));

function readSteps(text: string): { steps: readonly StepDraft[] } | { problem: string } {
  try {
    const steps = listOfSteps.safeParse(JSON.parse(text));
    if (steps.success)
      return { steps: steps.data.map((step) => ({ ...step, enabled: step.enabled ?? true })) };
    return { problem: "A list of steps, each with id, type, name and config." };
  } catch {
    return { problem: "Not JSON yet. The steps stay as they were." };
  }
}

/** With what the contract adds, when it takes the steps at all. */
function asStored(steps: readonly StepDraft[]): unknown {
  const sent = numbered(steps);
  return flowStepsField.safeParse(sent).data ?? sent;
}

function newStep(id: string, name: string, form: StepForm): StepDraft {
  const branches = form.fields
    .filter(({ widget }) => widget === "steps")
    .map(({ path }) => [path, []]);
  const config = Object.fromEntries(branches);
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

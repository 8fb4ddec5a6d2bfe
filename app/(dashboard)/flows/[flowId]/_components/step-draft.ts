import { isFields, valueAt } from "@/lib/core/fields";

/** A step as it stands in the editor: not necessarily valid yet. */
export type StepDraft = {
  id: string;
  type: string;
  name: string;
  enabled: boolean;
  when?: string;
  config: Record<string, unknown>;
};

/** Where a list of steps stands: the flow itself, or a branch of a conditional in it. */
export type ListPath = readonly (string | number)[];

/** Where a step stands: its list and its position there. */
export type StepPath = { list: ListPath; index: number };

/** The path of a step as validation issues name it. */
export function pathOf({ list, index }: StepPath): ListPath {
  return [...list, index];
}

export function branchPath(step: StepPath, branch: string): ListPath {
  return [...pathOf(step), "config", branch];
}

/** The list at a path; empty where there is none. */
export function listAt(steps: readonly StepDraft[], path: ListPath): readonly StepDraft[] {
  return stepsOf(valueAt(steps, path));
}

/** The steps with one list replaced. */
export function withList(
  steps: readonly StepDraft[],
  path: ListPath,
  list: readonly StepDraft[],
): StepDraft[] {
  return stepsOf(write(steps, path, list));
}

/** A list with the item at one position taken to another. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** An object with the value at a path set; undefined takes the name away. */
export function withValue(
  config: Record<string, unknown>,
  path: ListPath,
  value: unknown,
): Record<string, unknown> {
  const changed = write(config, path, value);
  return isFields(changed) ? changed : config;
}

/** Every step, those of branches after the one they belong to. */
function everyStep(steps: readonly StepDraft[]): StepDraft[] {
  return steps.flatMap((step) => [
    step,
    ...everyStep(stepsOf(step.config.trueSteps)),
    ...everyStep(stepsOf(step.config.falseSteps)),
  ]);
}

/** Every step's id, branches included. */
export function idsOf(steps: readonly StepDraft[]): string[] {
  return everyStep(steps).map(({ id }) => id);
}

/** A text that no step has as its id: `template`, `template-2`, ... */
export function freeId(steps: readonly StepDraft[], type: string): string {
  return free(idsOf(steps), type, "-");
}

/** A name that no step has: "Template", "Template 2", ... */
export function freeName(steps: readonly StepDraft[], name: string): string {
  const taken = everyStep(steps).map((step) => step.name);
  return free(taken, name, " ");
}

function free(taken: readonly string[], text: string, joint: string): string {
  let found = text;
  for (let number = 2; taken.includes(found); number += 1) found = `${text}${joint}${number}`;
  return found;
}

/** The steps as they are sent: their order is where they stand. */
export function numbered(steps: readonly StepDraft[]): unknown[] {
  return steps.map((step, order) => {
    const { trueSteps, falseSteps, ...rest } = step.config;
    const config = {
      ...rest,
      ...(trueSteps !== undefined && { trueSteps: numbered(stepsOf(trueSteps)) }),
      ...(falseSteps !== undefined && { falseSteps: numbered(stepsOf(falseSteps)) }),
    };
    return { ...step, order, config };
  });
}

/** Whether two values are the same as JSON, whatever the order of the names in objects. */
export function sameJson(one: unknown, other: unknown): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isFields(value)) return value;
  const names = Object.keys(value).filter((name) => value[name] !== undefined);
  return Object.fromEntries(names.toSorted().map((name) => [name, inOrder(value[name])]));
}

function stepsOf(value: unknown): StepDraft[] {
  return Array.isArray(value) ? value.filter(isStep) : [];
}

export function isStep(value: unknown): value is StepDraft {
  return (
    isFields(value) &&
    typeof value.id === "string" &&
    typeof value.type === "string" &&
    typeof value.name === "string" &&
    isFields(value.config)
  );
}

function write(target: unknown, path: ListPath, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  const inner = write(valueAt(target, [name]), rest, value);
  if (Array.isArray(target)) return target.with(Number(name), inner);
  const { [name]: _gone, ...kept } = isFields(target) ? target : {};
  return inner === undefined || isEmptied(inner, rest, value) ? kept : { ...kept, [name]: inner };
}

/** Whether the last field of an object was taken away: the object goes with it. */
function isEmptied(inner: unknown, rest: ListPath, value: unknown): boolean {
  const isGone = value === undefined && rest.length > 0;
  return isGone && isFields(inner) && Object.keys(inner).length === 0;
}

import type { Announcements } from "@dnd-kit/core";
import type { StepDraft } from "@/app/(dashboard)/flows/[flowId]/_components/step-draft";

/** What a screen reader says while a step of the list is moved. */
export function dragAnnouncements(
  steps: readonly Pick<StepDraft, "id" | "name">[],
): Required<Announcements> {
  const indexOf = (id: string | number) => steps.findIndex((step) => step.id === id);
  const nameOf = (id: string | number) => steps[indexOf(id)]?.name || "Unnamed step";
  const placeOf = (id: string | number) => `position ${indexOf(id) + 1} of ${steps.length}`;
  return {
    onDragStart: ({ active }) => `${nameOf(active.id)} picked up from ${placeOf(active.id)}.`,
    onDragMove: () => undefined,
    onDragOver: ({ active, over }) =>
      over ? `${nameOf(active.id)} moved to ${placeOf(over.id)}.` : undefined,
    onDragEnd: ({ active, over }) =>
      `${nameOf(active.id)} dropped at ${placeOf(over?.id ?? active.id)}.`,
    onDragCancel: ({ active }) => `Move cancelled. ${nameOf(active.id)} is where it was.`,
  };
}

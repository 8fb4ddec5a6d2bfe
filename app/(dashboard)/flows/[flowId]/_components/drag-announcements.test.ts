import { describe, expect, it } from "vitest";
import { dragAnnouncements } from "@/app/(dashboard)/flows/[flowId]/_components/drag-announcements";

const rect = { current: { initial: null, translated: null } };
const data = { current: {} };
const active = { id: "conditional", data, rect };
const over = {
  id: "transform-data",
  data,
  disabled: false,
  rect: { width: 0, height: 0, top: 0, left: 0, right: 0, bottom: 0 },
};
const steps = [
  { id: "transform-data", name: "Clean up" },
  { id: "conditional", name: "Only adults" },
];

describe("what is said while a step is moved", () => {
  const said = dragAnnouncements(steps);

  it("names the step and its position, never an id", () => {
    expect(said.onDragStart({ active })).toBe("Only adults picked up from position 2 of 2.");
    expect(said.onDragOver({ active, over })).toBe("Only adults moved to position 1 of 2.");
    expect(said.onDragEnd({ active, over })).toBe("Only adults dropped at position 1 of 2.");
  });

  it("says that a step let go of elsewhere or taken back stays where it was", () => {
    expect(said.onDragEnd({ active, over: null })).toBe("Only adults dropped at position 2 of 2.");
    expect(said.onDragCancel({ active, over })).toBe(
      "Move cancelled. Only adults is where it was.",
    );
  });
});

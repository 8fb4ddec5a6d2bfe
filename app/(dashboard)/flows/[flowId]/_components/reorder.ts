/** What a screen reader says while an item of a list is moved; `at` counts from 0. */
export function moveSaid(
  act: "picked up" | "moved" | "dropped" | "taken back",
  name: string,
  at: number,
  count: number,
): string {
  const place = `position ${at + 1} of ${count}`;
  switch (act) {
    case "picked up":
      return `${name} picked up from ${place}.`;
    case "moved":
      return `${name} moved to ${place}.`;
    case "dropped":
      return `${name} dropped at ${place}.`;
    case "taken back":
      return `Move cancelled. ${name} is where it was.`;
  }
}

/** The position of an item that is held at a height, past the middles of the others. */
export function targetIndex(middles: readonly number[], from: number, held: number): number {
  return middles.filter((middle, index) => index !== from && middle < held).length;
}

/** On which side of the item at a position the carried one would be put down. */
export function dropEdge(
  carried: { from: number; to: number } | null,
  index: number,
): "above" | "below" | null {
  if (!carried || carried.from === carried.to || index !== carried.to) return null;
  return carried.to < carried.from ? "above" : "below";
}

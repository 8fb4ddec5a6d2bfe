const STEPS = [1, 2, 5, 10];
const MAX_STEPS = 4;

/** Round numbers from 0 to at least `peak`, evenly spaced; `whole` ones for what is counted. */
export function axisMarks(peak: number, whole: boolean): number[] {
  const rough = (peak > 0 ? peak : 1) / MAX_STEPS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const round = (STEPS.find((step) => step * power >= rough * 0.9999) ?? 10) * power;
  const step = whole ? Math.max(1, Math.ceil(round)) : round;
  const count = Math.max(1, Math.ceil((peak / step) * 0.9999));
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toPrecision(6)));
}

/** Which of `count` columns have a label, so that `room` labels at most stand beside each other. */
export function labelledColumns(count: number, room: number): number[] {
  const labels = Math.min(count, room);
  return Array.from({ length: labels }, (_, label) => Math.floor(((label + 0.5) * count) / labels));
}

/** The place of a step among those of its run: names may be the same. */
export function StepNumber({ index }: { index: number }) {
  return <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{index + 1}.</span>;
}

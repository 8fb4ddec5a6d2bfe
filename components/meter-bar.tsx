type MeterBarProps = { label: string; used: number; allowed: number };

/** How much of something is used, as a bar that changes its colour near the end. */
export function MeterBar({ label, used, allowed }: MeterBarProps) {
  const whole = allowed || 1;
  const share = allowed === 0 ? 1 : Math.min(1, used / whole);
  return (
    <>
      <meter className="sr-only" aria-label={label} value={used} min={0} max={whole} />
      <svg aria-hidden="true" className="block h-1.5 w-full overflow-hidden rounded-full">
        <rect width="100%" height="100%" className="fill-muted-foreground/20" />
        <rect width={`${share * 100}%`} height="100%" rx="3" className={fillOf(share)} />
      </svg>
    </>
  );
}

function fillOf(share: number) {
  if (share >= 1) return "fill-destructive-fill";
  return share >= 0.8 ? "fill-warning-fill" : "fill-chart-1";
}

import { formatDateTime } from "@/components/format-time";

/** A moment to the second, on the viewer's clock and in UTC: two rows of a grid of two columns. */
export function ExactTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <>
      <span className="opacity-70">Here</span>
      <span>{formatDateTime(date)}</span>
      <span className="opacity-70">UTC</span>
      <span>{formatDateTime(date, "UTC")}</span>
    </>
  );
}

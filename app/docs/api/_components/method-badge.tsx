import { cn } from "@/components/cn";

const COLORS: Readonly<Record<string, string>> = {
  GET: "border-info-line bg-info-soft text-info",
  POST: "border-success-line bg-success-soft text-success",
  PUT: "border-warning-line bg-warning-soft text-warning",
  DELETE: "border-destructive-line bg-destructive-soft text-destructive",
};

type MethodBadgeProps = { method: string; short?: boolean };

export function MethodBadge({ method, short = false }: MethodBadgeProps) {
  return (
    <span
      className={cn(
        "shrink-0 rounded border px-1 text-center font-mono font-medium",
        COLORS[method],
        short ? "w-9 text-[0.625rem] leading-4" : "text-xs leading-5",
      )}
    >
      {short && method === "DELETE" ? "DEL" : method}
    </span>
  );
}

import { CircleCheckIcon, CirclePauseIcon, PackageIcon } from "lucide-react";
import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";

/** What a surface is meant for. */
export function SurfaceEnvironmentBadge({ environment }: Pick<SurfaceView, "environment">) {
  return (
    <Badge variant="outline">{environment === "production" ? "Production" : "Development"}</Badge>
  );
}

/** Whether a surface answers calls. */
export function SurfaceStatusBadge({ status }: Pick<SurfaceView, "status">) {
  return status === "active" ? (
    <Badge variant="success">
      <CircleCheckIcon aria-hidden />
      Active
    </Badge>
  ) : (
    <Badge variant="warning">
      <CirclePauseIcon aria-hidden />
      Paused
    </Badge>
  );
}

type ProductIconProps = { icon: string | null; className?: string };

/** The first sign of what a person wrote as the icon, such as an emoji; a box without one. */
export function ProductIcon({ icon, className }: ProductIconProps) {
  const [sign] = icon ? new Intl.Segmenter().segment(icon.trim()) : [];
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-7 shrink-0 items-center justify-center rounded-md border bg-subtle text-base leading-none text-muted-foreground [&_svg]:size-4",
        className,
      )}
    >
      {sign ? sign.segment : <PackageIcon />}
    </span>
  );
}

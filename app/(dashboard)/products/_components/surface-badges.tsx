import { CircleCheckIcon, CirclePauseIcon } from "lucide-react";
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

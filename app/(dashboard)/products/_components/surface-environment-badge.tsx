import { Badge } from "@/components/ui/badge";
import type { SurfaceView } from "@/lib/contracts/surface";

/** What a surface is meant for. */
export function SurfaceEnvironmentBadge({ environment }: Pick<SurfaceView, "environment">) {
  return (
    <Badge variant="outline">{environment === "production" ? "Production" : "Development"}</Badge>
  );
}

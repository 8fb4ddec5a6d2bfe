import { FlaskConicalIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Environment } from "@/lib/policy/roles";

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  if (environment === "production") return <Badge variant="brand">Production</Badge>;
  return (
    <Badge variant="outline" className="border-dashed border-input text-muted-foreground">
      <FlaskConicalIcon aria-hidden />
      Test
    </Badge>
  );
}

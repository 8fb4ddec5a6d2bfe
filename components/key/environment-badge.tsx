import { FlaskConicalIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Environment } from "@/lib/policy/roles";

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  if (environment === "test") {
    return (
      <Badge variant="outline" className="border-dashed border-input text-muted-foreground">
        <FlaskConicalIcon aria-hidden />
        Test
      </Badge>
    );
  }
  return (
    <Badge variant="outline" className="gap-1.5">
      <span aria-hidden className="size-1.5 rounded-full bg-brand-fill" />
      Production
    </Badge>
  );
}

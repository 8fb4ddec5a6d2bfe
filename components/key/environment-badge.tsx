import { FlaskConicalIcon } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { ENVIRONMENTS, type Environment } from "@/lib/policy/roles";

const LABELS = { test: "Test", production: "Production" } satisfies Record<Environment, string>;

/** Each environment, as a filter offers it. */
export const ENVIRONMENT_OPTIONS = ENVIRONMENTS.map((value) => ({ value, label: LABELS[value] }));

export function EnvironmentBadge({ environment }: { environment: Environment }) {
  if (environment === "test") {
    return (
      <Badge variant="outline" className="border-dashed border-input text-muted-foreground">
        <FlaskConicalIcon aria-hidden />
        {LABELS.test}
      </Badge>
    );
  }
  return (
    <Badge variant="outline" className="gap-1.5">
      <span aria-hidden className="size-1.5 rounded-full bg-brand-fill" />
      {LABELS.production}
    </Badge>
  );
}

import { ANSWER_MEANINGS } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/answer-meanings";
import { Panel } from "@/components/panel";
import { Badge } from "@/components/ui/badge";

/** What a program has to be ready for. */
export function AnswersPanel() {
  return (
    <Panel
      title="Answers"
      description="An error says what is wrong in its “error” field. Quote the X-Request-Id header when you ask about it."
    >
      <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-2 text-sm">
        {ANSWER_MEANINGS.map(([status, meaning]) => (
          <div key={status} className="col-span-2 grid grid-cols-subgrid items-baseline">
            <dt>
              <Badge variant={status < 400 ? "success" : "muted"} className="tabular-nums">
                {status}
              </Badge>
            </dt>
            <dd className="min-w-0 text-muted-foreground">{meaning}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}

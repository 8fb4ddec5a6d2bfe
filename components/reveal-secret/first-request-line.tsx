import { CircleCheckIcon } from "lucide-react";
import { RelativeTime } from "@/components/relative-time";

export type FirstRequest =
  | { state: "waiting" }
  | { state: "seen"; at: string; from: string | null };

export function FirstRequestLine({ firstRequest }: { firstRequest: FirstRequest }) {
  return (
    <div role="status" className="flex min-h-6 items-center gap-2 text-sm">
      {firstRequest.state === "waiting" ? (
        <>
          <span aria-hidden className="relative flex size-4 items-center justify-center">
            <span className="absolute size-2.5 animate-ping rounded-full bg-info-fill/50" />
            <span className="size-2 rounded-full bg-info-fill" />
          </span>
          <span className="text-muted-foreground">Waiting for the first request ...</span>
        </>
      ) : (
        <>
          <CircleCheckIcon aria-hidden className="size-4 text-success" />
          <span className="font-medium text-success">
            First request received
            {firstRequest.from ? ` from ${firstRequest.from}` : ""},{" "}
            <RelativeTime at={firstRequest.at} />
          </span>
        </>
      )}
    </div>
  );
}

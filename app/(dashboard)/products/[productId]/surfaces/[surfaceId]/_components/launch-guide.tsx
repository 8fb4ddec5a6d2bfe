"use client";

import { useQuery } from "@tanstack/react-query";
import { CheckIcon } from "lucide-react";
import type { z } from "zod";
import { readSurfaceKeys } from "@/app/(dashboard)/products/actions";
import { cn } from "@/components/cn";
import { actionValue } from "@/components/live/action-value";
import { Panel } from "@/components/panel";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import type { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import type { EndpointFacts } from "./endpoint-facts";
import { type LaunchStep, launchSteps } from "./launch-step-list";

const POLL_MS = 2_000;

type LaunchGuideProps = {
  surface: SurfaceView;
  endpoints: readonly EndpointFacts[];
  /** As the server read them. */
  keys: z.output<typeof surfaceKeyContracts.list.output>;
};

/** From the first key to the first production key; gone when all of it is done. */
export function LaunchGuide({ surface, endpoints, keys }: LaunchGuideProps) {
  const { productId: id, id: surfaceId } = surface;
  const { data } = useQuery({
    queryKey: ["launch", surfaceId],
    queryFn: async () => actionValue(await readSurfaceKeys({ id, surfaceId })),
    initialData: keys,
    refetchInterval: ({ state }) => (wasCalled(state.data ?? keys) ? false : POLL_MS),
  });
  const steps = launchSteps({ surface, endpoints, keys: data.data });
  const done = steps.filter((step) => step.done).length;
  if (done === steps.length) return null;
  return (
    <Panel
      title="Launch Your API"
      description={`${done} of ${steps.length} done. This guide is shown until you finish it.`}
    >
      <div className="-mx-3 -mb-2">
        <LaunchSteps steps={steps} />
      </div>
    </Panel>
  );
}

function wasCalled({ data }: LaunchGuideProps["keys"]): boolean {
  return data.some(({ lastUsedAt }) => lastUsedAt !== null);
}

/** A numbered checklist; what is done is ticked, and the first open step stands out. */
function LaunchSteps({ steps }: { steps: readonly LaunchStep[] }) {
  const next = steps.findIndex(({ done }) => !done);
  return (
    <ol className="grid gap-1">
      {steps.map(({ title, about, done, action }, index) => (
        <li
          key={title}
          aria-current={index === next ? "step" : undefined}
          className={cn(
            "grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 gap-y-2 rounded-lg px-3 py-2.5",
            index === next && "bg-brand-soft",
          )}
        >
          <span
            aria-hidden
            className={cn(
              "flex size-6 items-center justify-center rounded-full border bg-card text-xs font-semibold tabular-nums",
              done && "border-transparent bg-success-soft text-success",
              index === next && "border-brand text-brand",
            )}
          >
            {done ? <CheckIcon className="size-3.5" /> : index + 1}
          </span>
          <div className="grid min-w-0 gap-0.5">
            <p className="text-sm leading-6 font-medium">
              {title}
              <span className="sr-only">{done ? ", done" : ", to do"}</span>
            </p>
            <div className="text-sm text-muted-foreground">{about}</div>
            {action && !done ? <div className="mt-1.5 flex flex-wrap gap-2">{action}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}

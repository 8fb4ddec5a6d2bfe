"use client";

import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import { readSurfaceKeys } from "@/app/(dashboard)/products/actions";
import { actionValue } from "@/components/live/action-value";
import { Panel } from "@/components/panel";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import type { surfaceKeyContracts } from "@/lib/contracts/surface-key/contracts";
import type { EndpointFacts } from "./endpoint-facts";
import { launchSteps } from "./launch-step-list";
import { LaunchSteps } from "./launch-steps";

const POLL_MS = 2_000;

type LaunchGuideProps = {
  surface: SurfaceView;
  endpoints: readonly EndpointFacts[];
  /** As the server read them. */
  keys: z.output<typeof surfaceKeyContracts.list.output>;
  readOnlyReason: string | null;
};

/** From the first key to the first production key; gone when all of it is done. */
export function LaunchGuide({ surface, endpoints, keys, readOnlyReason }: LaunchGuideProps) {
  const { productId: id, id: surfaceId } = surface;
  const { data } = useQuery({
    queryKey: ["launch", surfaceId],
    queryFn: async () => actionValue(await readSurfaceKeys({ id, surfaceId })),
    initialData: keys,
    refetchInterval: ({ state }) => (wasCalled(state.data ?? keys) ? false : POLL_MS),
  });
  const steps = launchSteps({ surface, endpoints, keys: data.data, readOnlyReason });
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

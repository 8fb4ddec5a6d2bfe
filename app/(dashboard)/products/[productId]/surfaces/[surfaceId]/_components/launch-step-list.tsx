import { UploadIcon } from "lucide-react";
import type { ReactNode } from "react";
import { publishFlow } from "@/app/(dashboard)/products/actions";
import { counted } from "@/components/format";
import { GatedButton } from "@/components/gated-button";
import { useAct, usePageChanged } from "@/components/hooks/use-act";
import { Link } from "@/components/link";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { FirstRequestLine } from "@/components/reveal-secret/first-request-line";
import { toast } from "@/components/toast";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { Truncated } from "@/components/truncated";
import { Button } from "@/components/ui/button";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import type { SurfaceKeyView } from "@/lib/contracts/surface-key/contracts";
import type { EndpointFacts } from "./endpoint-facts";

export type LaunchStep = {
  title: string;
  /** What to do, or what was done. */
  about: ReactNode;
  done: boolean;
  /** Shown while the step is not done. */
  action?: ReactNode;
};

type LaunchFacts = {
  surface: SurfaceView;
  endpoints: readonly EndpointFacts[];
  keys: readonly SurfaceKeyView[];
};

/** What there is to do on the way to production; what is done is read from what exists. */
export function launchSteps(facts: LaunchFacts): LaunchStep[] {
  const { surface, endpoints } = facts;
  const base = `/products/${surface.productId}/surfaces/${surface.id}`;
  return [
    {
      title: "Choose what it offers",
      about:
        endpoints.length === 0
          ? "A surface without endpoints has nothing to call."
          : `It has ${counted(endpoints.length, "endpoint")}.`,
      done: endpoints.length > 0,
      action: <Go href={`${base}/endpoints`}>Go to Endpoints</Go>,
    },
    keyStep(facts, base),
    callStep(facts, base),
    publishStep(facts),
    {
      title: "Create a production key",
      about: "It runs the published version on production data. Give each customer their own key.",
      done: facts.keys.some(({ environment }) => environment === "production"),
      action: <Go href={`${base}/keys?dialog=create`}>Create API Key</Go>,
    },
  ];
}

function keyStep({ keys }: LaunchFacts, base: string): LaunchStep {
  const hasTestKey = keys.some(({ environment }) => environment === "test");
  return {
    title: "Get a test key",
    about: hasTestKey ? (
      <>
        It was shown once. Lost it?{" "}
        <Link href={`${base}/keys`} className="underline underline-offset-2">
          Create another
        </Link>
        .
      </>
    ) : (
      "It runs the draft of the flow on test data, so it is safe to try things."
    ),
    done: hasTestKey,
    action: <Go href={`${base}/keys?dialog=create`}>Create API Key</Go>,
  };
}

function callStep({ keys }: LaunchFacts, base: string): LaunchStep {
  const uses = keys.flatMap(({ lastUsedAt }) => lastUsedAt ?? []).toSorted();
  const last = uses.at(-1);
  return {
    title: "Make the first call",
    about: last ? (
      <>
        Receiving calls. The last one was <RelativeTime at={last} />.
      </>
    ) : (
      <div className="grid gap-1">
        Copy the call from Ship into a terminal, or send it from this browser with Try it.
        <FirstRequestLine firstRequest={{ state: "waiting" }} />
      </div>
    ),
    done: last !== undefined,
    action: (
      <>
        <Go href={`${base}/ship`}>Go to Ship</Go>
        <Go href={`${base}/endpoints`}>Try it</Go>
      </>
    ),
  };
}

function publishStep({ endpoints }: LaunchFacts): LaunchStep {
  const open = endpoints.filter(({ capability }) => capability.publishedVersion === null);
  const flows = new Map(open.map(({ capability }) => [capability.flowId, capability.flowName]));
  const done = endpoints.length > 0 && open.length === 0;
  return {
    title: done ? "Published for production" : "Publish for production",
    about: done
      ? "Every flow here has a published version. Edits stay in the draft until you publish them."
      : "Production keys run the published version of a flow, so your edits do not affect callers until you publish them.",
    done,
    action: [...flows].map(([id, name]) => <PublishButton key={id} flowId={id} flowName={name} />),
  };
}

function Go({ href, children }: { href: string; children: string }) {
  return (
    <Button asChild variant="outline" size="sm">
      <Link href={href}>{children}</Link>
    </Button>
  );
}

type PublishButtonProps = { flowId: string; flowName: string };

/** Makes the draft of a flow the version that production keys run. */
function PublishButton({ flowId, flowName }: PublishButtonProps) {
  const changed = usePageChanged();
  const { act, busy, trouble } = useAct();

  function publish() {
    void act(
      publishFlow,
      { id: flowId },
      {
        onDone() {
          toast.success("Published", { description: `Production keys now run “${flowName}”.` });
          changed();
        },
      },
    );
  }

  return (
    <div className="grid min-w-0 justify-items-start gap-2">
      <GatedButton
        variant="outline"
        size="sm"
        className="max-w-full"
        reason={useReadOnlyReason("FLOWS:EXECUTE")}
        aria-disabled={busy}
        onClick={publish}
      >
        <UploadIcon aria-hidden />
        <Truncated title={flowName}>Publish “{flowName}”</Truncated>
      </GatedButton>
      {trouble ? <TroubleNote trouble={trouble} refused="Not published" onRetry={publish} /> : null}
    </div>
  );
}

"use client";

import { RocketIcon } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import {
  type EndpointFacts,
  endpointPath,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { AnswersPanel } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/ship/_components/answers-panel";
import { EndpointSelect } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/ship/_components/endpoint-select";
import { LanguageTabs } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/ship/_components/language-tabs";
import { KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-body";
import { CodeSnippet } from "@/components/code-snippet";
import { EmptyState } from "@/components/empty-state";
import { useOrigin } from "@/components/hooks/use-origin";
import { Link } from "@/components/link";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";

type ShipScreenProps = {
  productId: string;
  surfaceId: string;
  endpoints: readonly EndpointFacts[];
};

export function ShipScreen({ productId, surfaceId, endpoints }: ShipScreenProps) {
  const wanted = useSearchParams().get("capability");
  const [chosenId, choose] = useState(wanted);
  const chosen = endpoints.find(({ capability }) => capability.id === chosenId) ?? endpoints[0];
  const base = `/products/${productId}/surfaces/${surfaceId}`;
  if (!chosen) return <NothingToShip href={`${base}/endpoints`} />;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[minmax(0,1fr)_26rem]">
      <div className="grid min-w-0 gap-4">
        <Panel
          title="1. Give your program a key"
          description={
            <>
              Make one on the{" "}
              <Link href={`${base}/keys`} className="underline underline-offset-2">
                Keys
              </Link>{" "}
              tab and keep it in the environment, never in code. Whoever has the key can call.
            </>
          }
        >
          <CodeSnippet label=".env" code={`${KEY_VARIABLE}=papi_...`} />
        </Panel>
        <Panel
          title="2. Call it"
          description="The address and the fields are those of the endpoint you choose."
          action={<EndpointSelect endpoints={endpoints} chosen={chosen} onChoose={choose} />}
        >
          <CallPart place={{ productId, surfaceId }} endpoint={chosen} />
        </Panel>
      </div>
      <AnswersPanel />
    </div>
  );
}

type CallPartProps = { place: { productId: string; surfaceId: string }; endpoint: EndpointFacts };

function CallPart({ place, endpoint }: CallPartProps) {
  const origin = useOrigin();
  const url = `${origin}${endpointPath(place, endpoint.item.endpointSlug)}`;
  return (
    <div className="grid min-w-0 gap-3">
      {endpoint.callable ? null : (
        <p className="text-sm text-warning">
          This endpoint is switched off: calls get 404 until it is on again.
        </p>
      )}
      <LanguageTabs call={{ url, body: sampleBody(endpoint.capability.parametersSchema) }} />
      <p className="text-sm text-muted-foreground">
        Send an <code className="font-mono text-xs">Idempotency-Key</code> header with each new act:
        a call that is repeated with it within 24 hours gets the first answer and runs nothing
        twice.
      </p>
    </div>
  );
}

function NothingToShip({ href }: { href: string }) {
  return (
    <div className="rounded-xl border bg-card shadow-raised">
      <EmptyState
        icon={RocketIcon}
        title="No endpoints yet: there is nothing to call"
        description="Put a capability on this surface, and its code stands here, ready to paste."
        action={
          <Button asChild variant="outline">
            <Link href={href}>Go to Endpoints</Link>
          </Button>
        }
      />
    </div>
  );
}

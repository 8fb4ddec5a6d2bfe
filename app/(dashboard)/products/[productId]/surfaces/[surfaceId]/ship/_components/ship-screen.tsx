"use client";

import { RocketIcon } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { useState } from "react";
import {
  ANSWER_MEANINGS,
  type EndpointFacts,
  endpointPath,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import {
  callSnippet,
  KEY_VARIABLE,
  SNIPPET_LABELS,
  SNIPPET_LANGUAGES,
  type SnippetCall,
} from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-value";
import { CodeSnippet } from "@/components/code-snippet";
import { EmptyState } from "@/components/empty-state";
import { useOrigin } from "@/components/hooks/use-in-browser";
import { Link } from "@/components/link";
import { Panel } from "@/components/panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";

const HINTS = {
  curl: "any shell",
  typescript: "Node 18 and later, Deno, Bun",
  python: "pip install requests",
} as const;

/** One call in each language; the key stays in the environment. */
function LanguageTabs({ call }: { call: SnippetCall }) {
  return (
    <Tabs defaultValue="curl">
      <TabsList aria-label="Language">
        {SNIPPET_LANGUAGES.map((language) => (
          <TabsTrigger key={language} value={language}>
            {SNIPPET_LABELS[language]}
          </TabsTrigger>
        ))}
      </TabsList>
      {SNIPPET_LANGUAGES.map((language) => (
        <TabsContent key={language} value={language}>
          <CodeSnippet
            label={SNIPPET_LABELS[language]}
            hint={HINTS[language]}
            code={callSnippet(language, call).trimEnd()}
          />
        </TabsContent>
      ))}
    </Tabs>
  );
}

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
              Create one on the{" "}
              <Link href={`${base}/keys`} className="underline underline-offset-2">
                Keys
              </Link>{" "}
              tab and store it in an environment variable, never in code. Anyone with the key can
              make calls.
            </>
          }
        >
          <CodeSnippet label=".env" code={`${KEY_VARIABLE}=papi_...`} />
        </Panel>
        <Panel
          title="2. Call it"
          description="The URL and the fields are those of the selected endpoint."
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
          {endpoint.item.enabled
            ? "Its capability is disabled. Calls fail with 404 until you enable it."
            : "This endpoint is switched off. Calls fail with 404 until you switch it on."}
        </p>
      )}
      <LanguageTabs call={{ url, body: sampleBody(endpoint.capability.parametersSchema) }} />
      <p className="text-sm text-muted-foreground">
        Send an <code className="font-mono text-xs">Idempotency-Key</code> header with each new
        operation. If you repeat a call with it within 24 hours, you get the first response again
        and nothing runs twice.
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
        description="Add a capability to this surface to see its code here, ready to paste."
        action={
          <Button asChild variant="outline">
            <Link href={href}>Go to Endpoints</Link>
          </Button>
        }
      />
    </div>
  );
}

/** What a program has to be ready for. */
function AnswersPanel() {
  return (
    <Panel
      title="Responses"
      description="The “error” field of a response says what went wrong. Include the X-Request-Id header when you ask for help."
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

type EndpointSelectProps = {
  endpoints: readonly EndpointFacts[];
  chosen: EndpointFacts;
  onChoose: (capabilityId: string) => void;
};

function EndpointSelect({ endpoints, chosen, onChoose }: EndpointSelectProps) {
  return (
    <Select
      aria-label="Capability"
      className="max-w-48 min-w-0 sm:max-w-72"
      align="end"
      value={chosen.capability.id}
      options={endpoints.map(({ capability, name }) => ({ value: capability.id, label: name }))}
      onChange={onChoose}
    />
  );
}

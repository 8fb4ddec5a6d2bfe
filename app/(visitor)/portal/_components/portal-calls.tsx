import { useState } from "react";
import { curlCall, KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-value";
import { CodeSnippet } from "@/components/code-snippet";
import { Panel } from "@/components/panel";
import { Select } from "@/components/ui/select";
import type { PortalOverview } from "@/lib/contracts/customer/portal";

/** A call of what the keys may call, for a shell: no key is ever typed into this page. */
export function PortalCalls({ overview: { surfaces, keys } }: { overview: PortalOverview }) {
  const calls = surfaces.flatMap(({ endpoints, ...surface }) => {
    const own = keys.filter(({ surfaceId }) => surfaceId === surface.id);
    return endpoints
      .filter(({ capabilityId: id }) =>
        own.some(({ scoped, capabilityIds }) => !scoped || capabilityIds.includes(id)),
      )
      .map((endpoint) => ({ id: `${surface.id} ${endpoint.slug}`, surface, ...endpoint }));
  });
  const [chosen, setChosen] = useState(calls[0]?.id ?? "");
  const call = calls.find(({ id }) => id === chosen) ?? calls[0];
  if (!call) return null;
  const { surface, slug, parametersSchema } = call;
  const path = `/v1/products/${surface.productId}/surfaces/${surface.id}/api/${slug}`;
  const snippet = { url: window.location.origin + path, body: sampleBody(parametersSchema) };
  return (
    <Panel
      title="Try a call"
      description={`Put your key into ${KEY_VARIABLE} and run this in a shell`}
    >
      <div className="grid gap-3">
        {calls.length > 1 ? (
          <Select
            label="Capability"
            className="w-fit max-w-full"
            value={call.id}
            onChange={setChosen}
            options={calls.map(({ id, name, surface: on }) => ({
              value: id,
              label: surfaces.length > 1 ? `${name} · ${on.product}` : name,
            }))}
          />
        ) : null}
        <CodeSnippet label="curl" code={curlCall(snippet, `$${KEY_VARIABLE}`)} />
      </div>
    </Panel>
  );
}

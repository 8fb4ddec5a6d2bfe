import { useState } from "react";
import { VisitorCard } from "@/app/(visitor)/_components/visitor-card";
import { curlCall, KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { sampleBody } from "@/components/call-snippets/sample-value";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { RevealSecret } from "@/components/reveal-secret/reveal-secret";
import { useRevealGuard } from "@/components/reveal-secret/use-reveal-guard";
import type { ClaimedKey, OpenedClaim } from "@/lib/contracts/surface-key/claim";
import { ClaimFacts } from "./claim-facts";

type ClaimedCardProps = { claim: OpenedClaim; made: ClaimedKey };

/** The key, until it is copied and put away. */
export function ClaimedCard({ claim, made }: ClaimedCardProps) {
  const { product, productId, surfaceId, capabilities } = claim;
  const [isDone, setDone] = useState(false);
  const guard = useRevealGuard(() => setDone(true));
  const [first] = capabilities;
  const path = `/v1/products/${productId}/surfaces/${surfaceId}/api`;
  const body = sampleBody(first?.parametersSchema ?? null);
  if (isDone) {
    return (
      <VisitorCard title="You have your key" description="You can close this page.">
        <ClaimFacts claim={{ ...claim, claimed: true }} />
      </VisitorCard>
    );
  }
  return (
    <VisitorCard
      title={`Your API key for ${product}`}
      description={
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
          {made.key.name === null ? null : (
            <strong className="font-medium text-foreground">{made.key.name}</strong>
          )}
          <EnvironmentBadge environment={made.key.environment} />
          <span>
            Copy it now and store it where your program can read it. For 15 minutes, until its first
            use, this browser can show it again; after that nobody can.
          </span>
        </span>
      }
    >
      <RevealSecret
        secret={made.secret}
        variable={KEY_VARIABLE}
        guard={guard}
        firstCall={(token) =>
          curlCall(
            { url: `${window.location.origin}${path}/${first?.slug ?? "{capabilitySlug}"}`, body },
            token,
          )
        }
      />
    </VisitorCard>
  );
}

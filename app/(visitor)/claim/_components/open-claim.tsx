import { VisitorCard } from "@/app/(visitor)/_components/visitor-card";
import type { Trouble } from "@/components/trouble/trouble";
import type { ClaimedKey, OpenedClaim } from "@/lib/contracts/surface-key/claim";
import { ClaimFacts } from "./claim-facts";
import { ClaimedCard } from "./claimed-card";
import { ShowKeyForm } from "./show-key-form";

type OpenClaimProps = {
  open: boolean;
  claim: OpenedClaim;
  /** Once it is shown. */
  made: ClaimedKey | null;
  onShown: (made: ClaimedKey) => void;
  onEnded: (trouble: Trouble) => void;
};

export function OpenClaim({ claim, made, onShown, onEnded }: OpenClaimProps) {
  if (made) return <ClaimedCard claim={claim} made={made} />;
  return (
    <VisitorCard
      title={`Your API key for ${claim.product}`}
      description={`${claim.organization} made it for ${claim.customer}. Nobody else has seen it or will.`}
    >
      <ClaimFacts claim={claim} />
      <ShowKeyForm claim={claim} onShown={onShown} onEnded={onEnded} />
    </VisitorCard>
  );
}

import { CodeList, FactList } from "@/components/fact-list";
import { formatCount } from "@/components/format";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { RelativeTime } from "@/components/relative-time";
import type { OpenedClaim } from "@/lib/contracts/surface-key/claim";
import { nameIn, SURFACE_WINDOWS } from "@/lib/core/windows";

/** What a key may do, before it is there. */
export function ClaimFacts({ claim }: { claim: OpenedClaim }) {
  const { name, environment, scoped, capabilities, allowedIps, keyExpiresAt, claimed } = claim;
  const limits = SURFACE_WINDOWS.flatMap((window) => {
    const limit = claim[nameIn("rateLimitPer", window)];
    return limit === null ? [] : [`${formatCount(limit)} per ${window}`];
  });
  return (
    <div className="grid gap-4">
      <div className="grid gap-2">
        <p className="text-sm">
          {scoped
            ? "It can call these capabilities, and nothing else:"
            : "It can call every capability of this API, including those added later:"}
        </p>
        <ul className="grid gap-1.5 rounded-lg border bg-subtle px-3.5 py-2.5 text-sm">
          {capabilities.map(({ id, name: capability, slug, description }) => (
            <li key={id} className="grid gap-0.5">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium wrap-anywhere">{capability}</span>
                <code className="font-mono text-xs text-muted-foreground wrap-anywhere">
                  {slug}
                </code>
              </span>
              {description ? (
                <span className="text-xs text-muted-foreground wrap-anywhere">{description}</span>
              ) : null}
            </li>
          ))}
          {capabilities.length === 0 ? (
            <li className="text-muted-foreground">There are none yet.</li>
          ) : null}
        </ul>
      </div>
      <FactList
        facts={[
          ...(name === null ? [] : [{ label: "Name", value: name }]),
          { label: "Environment", value: <EnvironmentBadge environment={environment} /> },
          { label: "Limits", value: limits.length > 0 ? limits.join(", ") : "No limit of its own" },
          ...(allowedIps.length > 0
            ? [{ label: "Addresses", value: <CodeList of={allowedIps} /> }]
            : []),
          { label: "Expires", value: keyExpiresAt ? <RelativeTime at={keyExpiresAt} /> : "Never" },
          ...(claimed ? [] : [{ label: "This link", value: <LinkEnd at={claim.linkExpiresAt} /> }]),
        ]}
      />
    </div>
  );
}

function LinkEnd({ at }: { at: string }) {
  return (
    <>
      Works once, and ends <RelativeTime at={at} />
    </>
  );
}

"use client";

import { ShieldCheckIcon } from "lucide-react";
import { formatCount } from "@/components/format-count";
import { formatDateTime } from "@/components/format-time";
import type { KeyFacts, KeyOverviewOf } from "@/components/key/key-facts";
import { RelativeTime } from "@/components/relative-time";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";

/** The proof of a revocation: since when, the last accepted call, and who still knocks. */
export function RevokedNotice({ overview }: { overview: KeyOverviewOf<KeyFacts> }) {
  const { key, revokedBy, days } = overview;
  if (key.revokedAt === null) return null;
  const refused = days.reduce((all, { outcomes }) => all + (outcomes.revoked ?? 0), 0);
  return (
    <Alert role="status">
      <ShieldCheckIcon aria-hidden />
      <AlertTitle>
        Revoked <RelativeTime at={key.revokedAt} />
        {revokedBy ? ` by ${revokedBy}` : ""}
      </AlertTitle>
      <AlertDescription>
        <p>
          Every server refuses it since{" "}
          <time dateTime={key.revokedAt} suppressHydrationWarning className="tabular-nums">
            {formatDateTime(new Date(key.revokedAt))}
          </time>
          .{" "}
          {key.lastUsedAt ? (
            <>
              The last accepted call came <RelativeTime at={key.lastUsedAt} />
              {key.lastUsedFrom ? ` from ${key.lastUsedFrom}` : ""}.
            </>
          ) : (
            "It was never used."
          )}{" "}
          {refused > 0
            ? `${formatCount(refused)} later ${refused === 1 ? "call was" : "calls were"} refused with 401.`
            : "Nobody has tried it since."}
        </p>
        {key.revokeReason ? <p>Reason: {key.revokeReason}</p> : null}
      </AlertDescription>
    </Alert>
  );
}

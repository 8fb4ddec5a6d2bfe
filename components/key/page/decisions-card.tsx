"use client";

import { useState } from "react";
import { useKeyClient } from "@/components/key/key-client";
import { useLiveRead } from "@/components/live/use-live-read";
import { Panel } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Table, TableBody, TableHead, TableHeader } from "@/components/ui/table";
import type { KeyDecisions, KeySecret } from "@/lib/contracts/key/screen";
import { DecisionRow } from "./decision-row";

const REFRESH_MS = 3_000;
const STEP = 20;
const MAX_ROWS = 200;

type DecisionsCardProps = {
  keyId: string;
  initial: KeyDecisions;
  secrets: readonly KeySecret[];
};

const HEADERS = ["Time", "Request", "Outcome", "Caller", "Request id"] as const;

export function DecisionsCard({ keyId, initial, secrets }: DecisionsCardProps) {
  const { queries, readDecisions } = useKeyClient();
  const [limit, setLimit] = useState(STEP);
  const { data } = useLiveRead({
    queryKey: [queries, "decisions", keyId, limit],
    read: () => readDecisions(keyId, limit),
    initial,
    everyMs: REFRESH_MS,
  });
  const newest = secrets[0]?.id;

  return (
    <Panel
      title="Recent requests"
      description="Every request with this key, newest first, in real time"
    >
      {data.decisions.length === 0 ? (
        <p className="py-6 text-center text-sm text-muted-foreground">
          No requests yet. The first one appears here within seconds.
        </p>
      ) : (
        <div className="-mx-4 overflow-x-auto">
          <Table className="max-sm:block">
            <caption className="sr-only">Recent requests</caption>
            <TableHeader className="border-t bg-subtle max-sm:sr-only">
              <tr>
                {HEADERS.map((header) => (
                  <TableHead
                    key={header}
                    scope="col"
                    className="first:pl-4 last:pr-4 last:text-right"
                  >
                    {header}
                  </TableHead>
                ))}
              </tr>
            </TableHeader>
            <TableBody className="max-sm:block">
              {data.decisions.map((decision) => (
                <DecisionRow
                  key={decision.requestId}
                  decision={decision}
                  isOldSecret={newest !== undefined && decision.secretId !== newest}
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
      {data.hasMore && limit < MAX_ROWS ? (
        <div className="mt-3 flex justify-center">
          <Button variant="outline" size="sm" onClick={() => setLimit(limit + STEP * 2)}>
            Show older
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}

"use client";

import { CopyButton } from "@/components/copy-button";
import { useOrigin } from "@/components/hooks/use-origin";
import { Badge } from "@/components/ui/badge";

/** Method and whole address, ready to copy. */
export function EndpointUrl({ path, name }: { path: string; name: string }) {
  const url = `${useOrigin()}${path}`;
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-lg border bg-subtle py-1 pr-1 pl-2.5">
      <Badge variant="brand" className="font-mono">
        POST
      </Badge>
      <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">{url}</code>
      <CopyButton text={url} label={`URL of ${name}`} />
    </div>
  );
}

"use client";

import type { Column } from "@/components/data-table/column";
import { EnvironmentBadge } from "@/components/key/environment-badge";
import { TagList } from "@/components/key/tag-list";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import type { SecretView } from "@/lib/contracts/secret";

function hostTag(host: string) {
  const tag = <Badge variant="muted">{host}</Badge>;
  return { id: host, tag, about: null };
}

export const SECRET_COLUMNS: readonly Column<SecretView>[] = [
  {
    id: "key",
    header: "Key",
    cell: (secret) => <span className="font-mono wrap-anywhere">{secret.key}</span>,
    below: (secret) =>
      secret.description === null ? null : (
        <span
          className="line-clamp-1 max-w-80 text-xs text-muted-foreground"
          title={secret.description}
        >
          {secret.description}
        </span>
      ),
  },
  {
    id: "environment",
    header: "Environment",
    cell: (secret) => <EnvironmentBadge environment={secret.environment} />,
  },
  {
    id: "hosts",
    header: "Hosts",
    wide: true,
    cell: (secret) => <TagList tags={secret.hosts.map(hostTag)} label="Hosts" />,
  },
  {
    id: "value",
    header: "Value",
    cell: (secret) => (
      <span className="font-mono text-muted-foreground">{secret.valuePreview}</span>
    ),
  },
  {
    id: "lastRotatedAt",
    header: "Value set",
    cell: (secret) => <RelativeTime at={secret.lastRotatedAt} />,
  },
];

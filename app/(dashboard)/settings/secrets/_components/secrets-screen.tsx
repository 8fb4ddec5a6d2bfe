"use client";

import { LockKeyholeIcon, PlusIcon } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { SECRET_PARAMS } from "@/app/(dashboard)/list-queries";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { ENVIRONMENT_OPTIONS, EnvironmentBadge } from "@/components/key/environment-badge";
import { TagList } from "@/components/key/tag-list";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { FilterSelect } from "@/components/url-state/filter-select";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type { SecretView, secretContracts } from "@/lib/contracts/secret/contracts";
import { type SecretAct, SecretMenu } from "./secret-menu";

function hostTag(host: string) {
  const tag = (
    <Badge variant="muted" className="max-w-full @cards:max-w-60" title={host}>
      <span className="truncate">{host}</span>
    </Badge>
  );
  return { id: host, tag, about: null };
}

const SECRET_COLUMNS: readonly Column<SecretView>[] = [
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

const CreateSecretDialog = lazyDialog(() =>
  import("./create-secret-dialog").then((module) => module.CreateSecretDialog),
);
const DeleteSecretDialog = lazyDialog(() =>
  import("./delete-secret-dialog").then((module) => module.DeleteSecretDialog),
);
const EditSecretDialog = lazyDialog(() =>
  import("./edit-secret-dialog").then((module) => module.EditSecretDialog),
);

type SecretsScreenProps = {
  secrets: z.output<typeof secretContracts.list.output>;
  /** Why this person cannot change secrets; null when they can. */
  readOnlyReason: string | null;
};

export function SecretsScreen({ secrets, readOnlyReason }: SecretsScreenProps) {
  const create = useUrlDialog("create");
  const [act, setAct] = useState<SecretAct | null>(null);
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);
  const button = (label: string, variant?: "outline") => (
    <GatedButton variant={variant} reason={readOnlyReason} onClick={create.open}>
      <PlusIcon aria-hidden />
      {label}
    </GatedButton>
  );

  return (
    <>
      <PageHeader
        title="Secrets"
        description="Tokens and passwords that flows send to other APIs. They are encrypted, sent only to the hosts you name, and masked in runs."
        actions={button("Create Secret")}
      />
      <ListTable
        caption="Secrets"
        noun="secret"
        columns={SECRET_COLUMNS}
        rows={secrets.data}
        rowActions={(secret) => (
          <SecretMenu secret={secret} onAct={setAct} readOnlyReason={readOnlyReason} />
        )}
        nextCursor={secrets.pagination.nextCursor}
        known={SECRET_PARAMS}
        filters={
          <>
            <SearchInput label="Search secrets" />
            <FilterSelect label="Environment" param="environment" options={ENVIRONMENT_OPTIONS} />
          </>
        }
        none={
          <EmptyState
            icon={LockKeyholeIcon}
            title="No secrets yet: flows can sign in nowhere"
            description="Store the token of another API here, and use {{secret:KEY}} in a header or the body of a request."
            action={button("Create the first one", "outline")}
          />
        }
      />
      <CreateSecretDialog open={mayCreate && create.isOpen} onClose={create.close} />
      <ActDialog act={act} onClose={() => setAct(null)} />
    </>
  );
}

function ActDialog({ act, onClose }: { act: SecretAct | null; onClose: () => void }) {
  if (!act) return null;
  const props = { secret: act.secret, open: true, onClose };
  return act.kind === "edit" ? <EditSecretDialog {...props} /> : <DeleteSecretDialog {...props} />;
}

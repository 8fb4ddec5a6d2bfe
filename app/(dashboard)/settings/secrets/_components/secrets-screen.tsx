"use client";

import { LockKeyholeIcon, PencilIcon } from "lucide-react";
import type { z } from "zod";
import { SECRET_PARAMS } from "@/app/(dashboard)/list-queries";
import { removeAct } from "@/components/act-buttons";
import { ActMenu } from "@/components/act-menu";
import type { Column } from "@/components/data-table/column";
import { EmptyState } from "@/components/empty-state";
import { useActDialogs } from "@/components/hooks/use-act-dialogs";
import { ENVIRONMENT_OPTIONS, EnvironmentBadge } from "@/components/key/environment-badge";
import { TagList } from "@/components/key/tag-list";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { useReadOnlyReason } from "@/components/read-only";
import { RelativeTime } from "@/components/relative-time";
import { Badge } from "@/components/ui/badge";
import { FilterSelect } from "@/components/url-state/filter-select";
import { ListTable } from "@/components/url-state/list-table";
import { SearchInput } from "@/components/url-state/search-input";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import type { SecretView, secretContracts } from "@/lib/contracts/secret/contracts";

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

const secretFormDialogs = () => import("./secret-form-dialogs");
const CreateSecretDialog = lazyDialog(secretFormDialogs, (it) => it.CreateSecretDialog);
const deleteSecretDialog = () => import("./delete-secret-dialog");
const DeleteSecretDialog = lazyDialog(deleteSecretDialog, (it) => it.DeleteSecretDialog);
const EditSecretDialog = lazyDialog(secretFormDialogs, (it) => it.EditSecretDialog);

type SecretsScreenProps = { secrets: z.output<typeof secretContracts.list.output> };

export function SecretsScreen({ secrets }: SecretsScreenProps) {
  const readOnlyReason = useReadOnlyReason("SECRETS:WRITE");
  const create = useCreateDialog("Create Secret", readOnlyReason);
  const { act, subject, start, close } = useActDialogs<"edit" | "delete", SecretView>();
  const dialog = subject && { secret: subject, onClose: close };

  return (
    <>
      <PageHeader
        title="Secrets"
        description="Tokens and passwords that flows send to other APIs. They are encrypted, sent only to the hosts you name, and masked in runs."
        actions={create.button}
      />
      <ListTable
        caption="Secrets"
        noun="secret"
        columns={SECRET_COLUMNS}
        rows={secrets.data}
        rowActions={(secret) => (
          <ActMenu
            subject={secret.key}
            reason={readOnlyReason}
            acts={[
              { label: "Edit", icon: PencilIcon, onSelect: () => start("edit", secret) },
              removeAct("Delete", () => start("delete", secret)),
            ]}
          />
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
            action={create.firstButton}
          />
        }
      />
      <CreateSecretDialog {...create.dialog} />
      {dialog ? (
        <>
          <EditSecretDialog {...dialog} open={act === "edit"} />
          <DeleteSecretDialog {...dialog} open={act === "delete"} />
        </>
      ) : null}
    </>
  );
}

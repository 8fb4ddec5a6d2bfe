"use client";

import { LockKeyholeIcon, PlusIcon } from "lucide-react";
import { useState } from "react";
import type { z } from "zod";
import { SECRET_COLUMNS } from "@/app/(dashboard)/settings/secrets/_components/secret-columns";
import {
  type SecretAct,
  SecretMenu,
} from "@/app/(dashboard)/settings/secrets/_components/secret-menu";
import {
  SECRET_FILTERS,
  SECRET_PARAMS,
  SECRETS_PER_PAGE,
} from "@/app/(dashboard)/settings/secrets/_components/secret-query";
import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/empty-state";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { lazyDialog } from "@/components/lazy-dialog";
import { PageHeader } from "@/components/page-header";
import { FilterSelect } from "@/components/url-state/filter-select";
import { NoMatch } from "@/components/url-state/no-match";
import { NotUnderstood } from "@/components/url-state/not-understood";
import { SearchInput } from "@/components/url-state/search-input";
import { useUrlState } from "@/components/url-state/url-state-provider";
import { useUrlDialog } from "@/components/url-state/use-url-dialog";
import type { listSecretsContract } from "@/lib/contracts/secret";

const CreateSecretDialog = lazyDialog(() =>
  import("@/app/(dashboard)/settings/secrets/_components/create-secret-dialog").then(
    (module) => module.CreateSecretDialog,
  ),
);
const DeleteSecretDialog = lazyDialog(() =>
  import("@/app/(dashboard)/settings/secrets/_components/delete-secret-dialog").then(
    (module) => module.DeleteSecretDialog,
  ),
);
const EditSecretDialog = lazyDialog(() =>
  import("@/app/(dashboard)/settings/secrets/_components/edit-secret-dialog").then(
    (module) => module.EditSecretDialog,
  ),
);

const ENVIRONMENT_OPTIONS = [
  { value: "production", label: "Production" },
  { value: "test", label: "Test" },
];

type SecretsScreenProps = {
  secrets: z.output<typeof listSecretsContract.output>;
  /** Why this person cannot change secrets; null when they can. */
  readOnlyReason: string | null;
};

export function SecretsScreen({ secrets, readOnlyReason }: SecretsScreenProps) {
  const url = useUrlState();
  const create = useUrlDialog("create");
  const [act, setAct] = useState<SecretAct | null>(null);
  const mayCreate = readOnlyReason === null;
  useHotkeys({ c: create.open }, mayCreate);
  const isFiltered = SECRET_FILTERS.some((name) => url.get(name) !== null);
  const isEmpty = secrets.data.length === 0 && !isFiltered && url.get("cursor") === null;
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
        description="Tokens and passwords that flows send to other APIs. They are kept sealed, sent only to the hosts you name, and masked in runs."
        actions={button("Create Secret")}
      />
      <div className="grid gap-3">
        {isEmpty ? null : (
          <div className="flex flex-wrap gap-2">
            <SearchInput label="Search secrets" />
            <FilterSelect label="Environment" param="environment" options={ENVIRONMENT_OPTIONS} />
          </div>
        )}
        <NotUnderstood known={SECRET_PARAMS} />
        <DataTable
          caption="Secrets"
          noun={secrets.data.length === 1 ? "secret" : "secrets"}
          columns={SECRET_COLUMNS}
          rows={secrets.data}
          rowId={(secret) => secret.id}
          rowActions={(secret) => (
            <SecretMenu secret={secret} onAct={setAct} readOnlyReason={readOnlyReason} />
          )}
          page={{
            total: null,
            pageSize: SECRETS_PER_PAGE,
            nextCursor: secrets.pagination.nextCursor,
          }}
          empty={
            isEmpty ? (
              <EmptyState
                icon={LockKeyholeIcon}
                title="No secrets yet: flows can sign in nowhere"
                description="Keep the token of another API here and write {{secret:KEY}} in a header or the body of a request."
                action={button("Create the first one", "outline")}
              />
            ) : (
              <NoMatch noun="secrets" params={SECRET_FILTERS} />
            )
          }
        />
      </div>
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

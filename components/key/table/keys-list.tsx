import { KeyRoundIcon } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { EmptyState } from "@/components/empty-state";
import type { NewKeyDialog } from "@/components/key/acts/create-key-dialog";
import { type KeyClient, KeyClientProvider } from "@/components/key/key-client";
import type { KeyFacts } from "@/components/key/key-facts";
import { useReadOnlyReason } from "@/components/read-only";
import { UrlStateProvider } from "@/components/url-state/url-state-provider";
import { useCreateDialog } from "@/components/url-state/use-create-dialog";
import { KeysTable } from "./keys-table";
import type { TableQuery } from "./table-query";

type TableOf<Row extends KeyFacts, Query extends TableQuery> = ComponentProps<
  typeof KeysTable<Row, Query>
>;

type KeysListProps<Row extends KeyFacts, Query extends TableQuery> = Omit<
  TableOf<Row, Query>,
  "none"
> & {
  client: KeyClient;
  createLabel: string;
  /** What stands above the table, around the button that creates a key. */
  header: (createButton: ReactNode) => ReactNode;
  create: (dialog: NewKeyDialog) => ReactNode;
  /** What is said where there are no keys at all. */
  none: Pick<ComponentProps<typeof EmptyState>, "title" | "description" | "guide">;
};

/** The list of one kind of keys, with the acts that create and change them. */
export function KeysList<Row extends KeyFacts, Query extends TableQuery>(
  props: KeysListProps<Row, Query>,
) {
  const { client, createLabel, header, create, none, ...table } = props;
  const readOnlyReason = useReadOnlyReason(client.permission);
  const { dialog, detach, button, firstButton } = useCreateDialog(createLabel, readOnlyReason);
  return (
    <KeyClientProvider client={client}>
      {header(button)}
      <UrlStateProvider>
        <KeysTable
          {...table}
          none={<EmptyState icon={KeyRoundIcon} {...none} action={firstButton} />}
        />
      </UrlStateProvider>
      {create({ ...dialog, onCreated: detach })}
    </KeyClientProvider>
  );
}

import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { ExpiryField } from "@/components/form/expiry-field";
import { DialogForm, DialogFrame } from "@/components/form/form-dialog";
import { formatDateTime } from "@/components/format";
import { ShortenMintedField } from "@/components/key/descendants/descendants-choice";
import { useKeyClient } from "@/components/key/key-client";
import { mapResult } from "@/components/live/action-value";
import { RelativeTime } from "@/components/relative-time";
import { expiresAtField } from "@/lib/contracts/key/fields";
import type { ChangedKeys } from "@/lib/contracts/key/screen";
import type { KeysDialog } from "./key-selection";
import { SelectedKeyList } from "./selected-key-list";
import { keyCount } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

/** What the form holds; no date until something is chosen. */
type Values = { expiresAt?: string | null; shortensMinted: boolean };

const UNCHOSEN: Values = { shortensMinted: false };

type ChangedExpiry = ChangedKeys & { expiresAt: string | null };

const schema = z.object({
  expiresAt: z
    .custom<Values["expiresAt"]>()
    .transform((value, context) => {
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message: "Choose a date, or Never." });
      return z.NEVER;
    })
    .pipe(expiresAtField.nullable()),
  shortensMinted: z.boolean(),
});

export function ExpireKeysDialog(props: KeysDialog) {
  const { open, onClose, focusOtherwise, keys } = props;
  return (
    <DialogFrame
      open={open}
      onClose={onClose}
      focusOtherwise={focusOtherwise}
      title={`Set the expiry of ${keyCount(keys.length)}`}
      description="All of them get the same expiration date. It takes effect immediately."
    >
      <ExpiryForm {...props} />
    </DialogFrame>
  );
}

function ExpiryForm({ onDone, onClose, ...dialog }: KeysDialog) {
  const { changeMany } = useKeyClient();
  const { keys, subject, reading } = useSelectedKeys(dialog);
  const follow = useKeysAct(() => {
    onDone();
    onClose();
  });
  return (
    <DialogForm
      schema={schema}
      values={UNCHOSEN}
      subject={subject}
      act={async ({ expiresAt, shortensMinted }) => {
        const descendants = shortensMinted && expiresAt !== null ? "shorten" : undefined;
        const ids = keys.map(({ id }) => id);
        const result = await changeMany(ids, { expiresAt, descendants });
        return mapResult(result, (changed) => ({ ...changed, expiresAt }));
      }}
      {...follow({
        title: (count) => `Expiry of ${keyCount(count)} set`,
        description: ({ expiresAt }: ChangedExpiry) =>
          expiresAt === null
            ? "They never expire."
            : `They work until ${formatDateTime(new Date(expiresAt))}.`,
      })}
      submitLabel="Set expiry"
    >
      <ExpiryField required />
      <SelectedKeyList keys={keys} reading={reading}>
        {({ revokedAt, expiresAt }) => {
          if (revokedAt !== null) return "Already revoked, so not changed.";
          if (expiresAt === null) return "Currently never expires";
          return (
            <>
              Currently expires <RelativeTime at={expiresAt} />
            </>
          );
        }}
      </SelectedKeyList>
      <ShortenMinted keyIds={dialog.keys.map(({ id }) => id)} />
    </DialogForm>
  );
}

function ShortenMinted({ keyIds }: { keyIds: readonly string[] }) {
  const until = useFormContext<Values>().watch("expiresAt") ?? null;
  return <ShortenMintedField keyIds={keyIds} until={until} />;
}

"use client";

import { Controller } from "react-hook-form";
import { z } from "zod";
import { DateField } from "@/components/form/date-field";
import { FormDialogBody } from "@/components/form/form-dialog-body";
import { useVerbForm } from "@/components/form/use-verb-form";
import { formatDateTime } from "@/components/format";
import { useReturnFocus } from "@/components/hooks/use-return-focus";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { useDescendants } from "@/components/key/descendants/use-descendants";
import { useKeyClient } from "@/components/key/key-client";
import { RelativeTime } from "@/components/relative-time";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { expiresAtField } from "@/lib/contracts/key/fields";
import type { KeysDialog } from "./key-selection";
import { SelectedKeyList } from "./selected-key-list";
import { keyCount } from "./selection-words";
import { useKeysAct } from "./use-keys-act";
import { useSelectedKeys } from "./use-selected-keys";

/** What the form holds; undefined until something is chosen. */
type Values = { expiresAt: string | null | undefined };

const schema = z.object({
  expiresAt: z
    .custom<Values["expiresAt"]>()
    .transform((value, context) => {
      if (value !== undefined) return value;
      context.addIssue({ code: "custom", message: "Choose a date, or Never." });
      return z.NEVER;
    })
    .pipe(expiresAtField.nullable()),
});

export function ExpireKeysDialog(props: KeysDialog) {
  const focus = useReturnFocus(props.focusOtherwise);
  return (
    <Dialog open={props.open} onOpenChange={props.onClose}>
      <DialogContent {...focus} className="gap-0 p-0">
        <DialogHeader className="px-5 pt-5 pb-3">
          <DialogTitle>Set the expiry of {keyCount(props.keys.length)}</DialogTitle>
          <DialogDescription>
            All of them get the same expiration date. It takes effect immediately.
          </DialogDescription>
        </DialogHeader>
        <ExpiryForm {...props} />
      </DialogContent>
    </Dialog>
  );
}

function ExpiryForm({ onDone, onClose, ...dialog }: KeysDialog) {
  const { changeMany } = useKeyClient();
  const act = useKeysAct(onDone);
  const { keys, subject, reading } = useSelectedKeys(dialog);
  const state = useVerbForm<Values, z.output<typeof schema>>({
    schema,
    values: {},
    subject,
    fieldOf: (path) => (path === "expiresAt" ? path : undefined),
    submit: async ({ expiresAt }) => {
      const ids = keys.map(({ id }) => id);
      const descendants = minted.taken ? ("shorten" as const) : undefined;
      const refused = await act(() => changeMany(ids, { expiresAt, descendants }), {
        title: (count) => `Expiry of ${keyCount(count)} set`,
        description: () =>
          expiresAt === null
            ? "They never expire."
            : `They work until ${formatDateTime(new Date(expiresAt))}.`,
      });
      if (!refused) onClose();
      return refused;
    },
  });
  const minted = useDescendants({
    keyIds: dialog.keys.map(({ id }) => id),
    open: dialog.open,
    until: state.form.watch("expiresAt") ?? null,
  });
  return (
    <FormDialogBody state={state} submitLabel="Set expiry">
      <Controller
        control={state.form.control}
        name="expiresAt"
        render={({ field, fieldState }) => (
          <DateField
            label="Expiration Date"
            value={field.value}
            onChange={field.onChange}
            error={fieldState.error?.message}
            required
          />
        )}
      />
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
      <DescendantsChoice minted={minted} act="shorten" by={keys.length} />
    </FormDialogBody>
  );
}

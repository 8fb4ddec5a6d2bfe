import { BanIcon, CalendarClockIcon, PauseIcon, PlayIcon } from "lucide-react";
import { type RefObject, useState } from "react";
import { SelectionBar } from "@/components/data-table/selection-bar";
import type { RowSelection } from "@/components/data-table/use-row-selection";
import { GatedButton } from "@/components/gated-button";
import type { KeyFacts } from "@/components/key/key-facts";
import { lazyDialog } from "@/components/lazy-dialog";
import { MAX_SELECTED } from "@/lib/core/keys";

const switchKeysDialog = () => import("./switch-keys-dialog");
const SwitchKeysDialog = lazyDialog(switchKeysDialog, (it) => it.SwitchKeysDialog);
const expireKeysDialog = () => import("./expire-keys-dialog");
const ExpireKeysDialog = lazyDialog(expireKeysDialog, (it) => it.ExpireKeysDialog);
const revokeKeysDialog = () => import("./revoke-keys-dialog");
const RevokeKeysDialog = lazyDialog(revokeKeysDialog, (it) => it.RevokeKeysDialog);

type Act = "disable" | "enable" | "expire" | "revoke";

/** What a dialog about several keys is given. */
export type KeysDialog = {
  /** The keys as they were when it opened. */
  keys: readonly KeyFacts[];
  open: boolean;
  /** Counts the dialogs that were opened. */
  opening: number;
  onClose: () => void;
  /** The act is done: nothing is selected any more. */
  onDone: () => void;
  focusOtherwise: RefObject<HTMLElement | null>;
};

type KeySelectionProps<Key extends KeyFacts> = Pick<KeysDialog, "focusOtherwise"> & {
  selection: RowSelection<Key>;
};

/** The bar that acts on the selected keys, and the dialogs behind it. */
export function KeySelection<Key extends KeyFacts>(props: KeySelectionProps<Key>) {
  const { selection, focusOtherwise } = props;
  const [act, setAct] = useState<Act | null>(null);
  const [keys, setKeys] = useState<readonly KeyFacts[]>([]);
  const [opening, setOpening] = useState(0);
  const { rows } = selection;
  const living = rows.filter(({ revokedAt }) => revokedAt === null);
  const tooMany =
    rows.length > MAX_SELECTED ? `Select at most ${MAX_SELECTED} keys for one act.` : null;

  function start(next: Act) {
    setKeys(rows);
    setOpening(opening + 1);
    setAct(next);
  }

  const onClose = () => setAct(null);
  const dialog = { keys, opening, focusOtherwise, onClose, onDone: selection.clear };
  const button = {
    variant: "outline",
    reason: tooMany,
    className: "max-sm:flex-1 max-sm:px-2",
  } as const;
  return (
    <>
      <SelectionBar
        count={rows.length}
        noun={rows.length === 1 ? "key" : "keys"}
        onClear={selection.clear}
      >
        {living.some(({ disabledAt }) => disabledAt === null) ? (
          <GatedButton {...button} onClick={() => start("disable")}>
            <PauseIcon aria-hidden className="max-sm:hidden" /> Disable
          </GatedButton>
        ) : null}
        {living.some(({ disabledAt }) => disabledAt !== null) ? (
          <GatedButton {...button} onClick={() => start("enable")}>
            <PlayIcon aria-hidden className="max-sm:hidden" /> Enable
          </GatedButton>
        ) : null}
        <GatedButton {...button} onClick={() => start("expire")}>
          <CalendarClockIcon aria-hidden className="max-sm:hidden" /> Set expiry
        </GatedButton>
        <GatedButton {...button} variant="destructive" onClick={() => start("revoke")}>
          <BanIcon aria-hidden className="max-sm:hidden" /> Revoke
        </GatedButton>
      </SelectionBar>
      {keys.length > 0 ? (
        <>
          <SwitchKeysDialog {...dialog} enable={false} open={act === "disable"} />
          <SwitchKeysDialog {...dialog} enable open={act === "enable"} />
          <ExpireKeysDialog {...dialog} open={act === "expire"} />
          <RevokeKeysDialog {...dialog} open={act === "revoke"} />
        </>
      ) : null}
    </>
  );
}

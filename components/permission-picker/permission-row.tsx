import { cn } from "@/components/cn";
import { Tooltip } from "@/components/ui/tooltip";
import type { PermissionAction } from "@/lib/policy/permissions";
import {
  clearRow,
  isSelected,
  isWhole,
  type PermissionResource,
  type Resources,
  togglePermission,
  toggleWildcard,
} from "./permission-selection";

const ACTIONS = { READ: "Read", WRITE: "Write", EXECUTE: "Execute" } satisfies Record<
  PermissionAction,
  string
>;

export type PermissionRowsProps = {
  resources: Resources;
  /** Wire names; `*` and `FLOWS:*` are legal. */
  value: readonly string[];
  onChange: (value: string[]) => void;
};

type PermissionRowProps = PermissionRowsProps & { row: PermissionResource };

export function PermissionRow({ row, resources, value, onChange }: PermissionRowProps) {
  const { resource, label, cells } = row;
  const any = cells.some(({ permission }) => isSelected(value, resource, permission));
  const whole = isWhole(value, resource);
  const refusal = cells.find((cell) => cell.disabledReason !== null)?.disabledReason ?? null;
  return (
    <fieldset
      aria-label={label}
      className="grid grid-cols-[1fr_1fr_1fr_1.25fr_1fr] items-center gap-1.5 px-3 py-2 sm:grid-cols-[minmax(0,1fr)_repeat(5,4.25rem)]"
    >
      <div className="col-span-5 flex items-baseline gap-2 sm:col-span-1">
        <span className="text-sm font-medium">{label}</span>
        <span className="font-mono text-xs text-muted-foreground">{resource}</span>
      </div>
      <PermissionCellButton
        text="None"
        about={`Nothing on ${label.toLowerCase()}`}
        pressed={!any && !whole}
        quiet
        disabledReason={null}
        onPress={() => onChange(clearRow(value, resources, row))}
      />
      {Object.entries(ACTIONS).map(([action, text]) => {
        const cell = cells.find((candidate) => candidate.action === action);
        if (!cell) return <span key={action} />;
        return (
          <PermissionCellButton
            key={action}
            text={text}
            about={cell.label}
            pressed={isSelected(value, resource, cell.permission)}
            disabledReason={cell.disabledReason}
            onPress={() => onChange(togglePermission(value, resources, row, cell.permission))}
          />
        );
      })}
      <PermissionCellButton
        text="All"
        about={`Everything on ${label.toLowerCase()}, including permissions added later`}
        pressed={whole}
        disabledReason={refusal}
        onPress={() => onChange(toggleWildcard(value, resources, row))}
      />
    </fieldset>
  );
}

type PermissionCellButtonProps = {
  /** The word in the cell. */
  text: string;
  /** What it allows, for the tooltip and those who cannot see the row. */
  about: string;
  pressed: boolean;
  /** For the cell that grants nothing. */
  quiet?: boolean;
  disabledReason: string | null;
  onPress: () => void;
};

function PermissionCellButton(props: PermissionCellButtonProps) {
  const { text, about, pressed, quiet = false, disabledReason, onPress } = props;
  return (
    <Tooltip
      text={
        <>
          {about}
          {disabledReason ? <span className="block font-medium">{disabledReason}</span> : null}
        </>
      }
    >
      <button
        type="button"
        aria-pressed={pressed}
        aria-disabled={disabledReason !== null}
        className={cn(
          "h-7 rounded-md border px-1 text-xs font-medium transition-colors",
          "aria-disabled:cursor-not-allowed aria-disabled:border-dashed aria-disabled:bg-transparent",
          !pressed && "text-muted-foreground hover:bg-accent hover:text-foreground",
          pressed && (quiet ? "border-input bg-accent" : "border-brand bg-brand-soft text-brand"),
        )}
        onClick={() => disabledReason === null && onPress()}
      >
        {text}
        <span className="sr-only">
          : {about}
          {disabledReason ? `. ${disabledReason}` : ""}
        </span>
      </button>
    </Tooltip>
  );
}

import { CircleIcon } from "lucide-react";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  use,
  useId,
  useRef,
  useState,
} from "react";
import { cn, styled } from "@/components/cn";
import { type Align, Overlay, walkList } from "./overlay";

/** Closes the menu around an item, and gives the focus back. */
const Close = createContext<() => void>(() => undefined);

type DropdownMenuProps = {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: Align;
  className?: string;
  children: ReactNode;
};

export function DropdownMenu(props: DropdownMenuProps) {
  const { trigger, align = "center", className, children } = props;
  const id = useId();
  const button = useRef<HTMLElement>(null);
  const [openedBy, setOpenedBy] = useState<"pointer" | "keyboard" | null>(null);

  function close() {
    button.current?.focus();
    setOpenedBy(null);
  }

  function focusIn(menu: HTMLElement) {
    const first = menu.querySelector<HTMLElement>("[role^=menuitem]:not([aria-disabled])");
    if (openedBy === "keyboard") first?.focus();
    else menu.focus();
  }

  return (
    <Close value={close}>
      <Slot.Root
        id={id}
        ref={button}
        aria-haspopup="menu"
        aria-expanded={openedBy !== null}
        onClick={({ detail }) => {
          if (openedBy) setOpenedBy(null);
          else setOpenedBy(detail === 0 ? "keyboard" : "pointer");
        }}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpenedBy("keyboard");
        }}
      >
        {trigger}
      </Slot.Root>
      {openedBy ? (
        <Overlay
          anchor={button}
          align={align}
          role="menu"
          tabIndex={-1}
          aria-labelledby={id}
          onClose={(by) => (by === "escape" ? close() : setOpenedBy(null))}
          onShown={focusIn}
          onKeyDown={(event) => walkList(event, close)}
          className={cn("min-w-40", className)}
        >
          {children}
        </Overlay>
      ) : null}
    </Close>
  );
}

const ITEM =
  "relative flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-hidden select-none focus:bg-accent focus:text-accent-foreground aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4";

const VARIANTS = {
  default: "[&_svg:not([class*='text-'])]:text-muted-foreground",
  destructive: "text-destructive focus:bg-destructive-soft focus:text-destructive",
} as const;

type ItemProps = Omit<ComponentProps<"div">, "onSelect"> & {
  asChild?: boolean;
  disabled?: boolean;
  onSelect?: () => void;
  variant?: keyof typeof VARIANTS;
};

export function DropdownMenuItem(props: ItemProps) {
  const { asChild = false, disabled = false, onSelect, variant = "default", ...rest } = props;
  const close = use(Close);
  const Root = asChild ? Slot.Root : "div";
  return (
    <Root
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabled || undefined}
      {...rest}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        if (disabled) return;
        close();
        onSelect?.();
      }}
      className={cn(ITEM, VARIANTS[variant], rest.className)}
    />
  );
}

type RadioItemProps = { checked: boolean; onSelect: () => void; children: ReactNode };

export function DropdownMenuRadioItem({ checked, onSelect, children }: RadioItemProps) {
  return (
    <DropdownMenuItem
      role="menuitemradio"
      aria-checked={checked}
      className="pr-8"
      onSelect={onSelect}
    >
      {children}
      {checked ? <CircleIcon aria-hidden className="absolute right-3 size-2 fill-current" /> : null}
    </DropdownMenuItem>
  );
}

export const DropdownMenuLabel = styled("div", "px-2 py-1.5 text-xs text-muted-foreground");
export const DropdownMenuSeparator = styled("hr", "-mx-1 my-1 h-px border-0 bg-border");
export const DropdownMenuShortcut = styled(
  "span",
  "ml-auto pl-4 font-mono text-xs text-muted-foreground",
);

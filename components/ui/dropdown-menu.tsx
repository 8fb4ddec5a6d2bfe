"use client";

import { CircleIcon } from "lucide-react";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  use,
  useId,
  useRef,
  useState,
} from "react";
import { cn, styled } from "@/components/cn";
import { type Align, Overlay, walkList } from "./overlay";

type Menu = {
  id: string;
  /** How it was opened; null while it is closed. */
  opened: "pointer" | "keyboard" | null;
  setOpened: (opened: Menu["opened"]) => void;
  trigger: RefObject<HTMLElement | null>;
};

const Context = createContext<Menu | null>(null);
const Radio = createContext<{ value: string; choose: (value: string) => void } | null>(null);

function useMenu(): Menu {
  const menu = use(Context);
  if (!menu) throw new Error("The parts of a menu need a DropdownMenu around them.");
  return menu;
}

export function DropdownMenu({ children }: { children: ReactNode }) {
  const id = useId();
  const trigger = useRef<HTMLElement>(null);
  const [opened, setOpened] = useState<Menu["opened"]>(null);
  return <Context value={{ id, opened, setOpened, trigger }}>{children}</Context>;
}

type Merged = { asChild?: boolean };

export function DropdownMenuTrigger({
  asChild = false,
  ...props
}: ComponentProps<"button"> & Merged) {
  const { id, opened, setOpened, trigger } = useMenu();
  const Root = asChild ? Slot.Root : "button";
  return (
    <Root
      {...props}
      {...(!asChild && { type: "button" as const })}
      id={id}
      ref={(element: HTMLElement | null) => {
        trigger.current = element;
      }}
      aria-haspopup="menu"
      aria-expanded={opened !== null}
      data-state={opened ? "open" : "closed"}
      onClick={({ detail }) => {
        if (opened) setOpened(null);
        else setOpened(detail === 0 ? "keyboard" : "pointer");
      }}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        setOpened("keyboard");
      }}
    />
  );
}

type ContentProps = { align?: Align; className?: string; children: ReactNode };

export function DropdownMenuContent({ align = "center", ...props }: ContentProps) {
  const { id, opened, setOpened, trigger } = useMenu();
  if (!opened) return null;
  function close() {
    trigger.current?.focus();
    setOpened(null);
  }
  function focusIn(menu: HTMLElement) {
    const first = menu.querySelector<HTMLElement>("[role^=menuitem]:not([aria-disabled])");
    if (opened === "keyboard") first?.focus();
    else menu.focus();
  }
  return (
    <Overlay
      anchor={trigger}
      align={align}
      role="menu"
      tabIndex={-1}
      aria-labelledby={id}
      onClose={(by) => (by === "escape" ? close() : setOpened(null))}
      onShown={focusIn}
      onKeyDown={(event) => walkList(event, close)}
      {...props}
    />
  );
}

const ITEM =
  "relative flex cursor-default items-center gap-2 rounded-sm px-2 py-1.5 text-sm outline-hidden select-none focus:bg-accent focus:text-accent-foreground aria-disabled:pointer-events-none aria-disabled:opacity-55 [&_svg]:pointer-events-none [&_svg]:shrink-0 [&_svg:not([class*='size-'])]:size-4";

type ItemProps = Omit<ComponentProps<"div">, "onSelect"> &
  Merged & { disabled?: boolean; onSelect?: () => void; variant?: "default" | "destructive" };

export function DropdownMenuItem(props: ItemProps) {
  const { asChild = false, disabled = false, onSelect, variant = "default", ...rest } = props;
  const { setOpened, trigger } = useMenu();
  const Root = asChild ? Slot.Root : "div";
  return (
    <Root
      role="menuitem"
      tabIndex={-1}
      aria-disabled={disabled || undefined}
      data-variant={variant}
      {...rest}
      onPointerMove={({ currentTarget }) => currentTarget.focus({ preventScroll: true })}
      onClick={() => {
        if (disabled) return;
        trigger.current?.focus();
        setOpened(null);
        onSelect?.();
      }}
      className={cn(
        ITEM,
        "data-[variant=destructive]:text-destructive data-[variant=destructive]:focus:bg-destructive-soft data-[variant=destructive]:focus:text-destructive data-[variant=default]:[&_svg:not([class*='text-'])]:text-muted-foreground",
        rest.className,
      )}
    />
  );
}

type RadioGroupProps = {
  value: string;
  onValueChange: (value: string) => void;
  children: ReactNode;
};

export function DropdownMenuRadioGroup({ value, onValueChange, children }: RadioGroupProps) {
  return <Radio value={{ value, choose: onValueChange }}>{children}</Radio>;
}

export function DropdownMenuRadioItem({ value, children }: { value: string; children: ReactNode }) {
  const group = use(Radio);
  const checked = group?.value === value;
  return (
    <DropdownMenuItem
      role="menuitemradio"
      aria-checked={checked}
      className="pr-8"
      onSelect={() => group?.choose(value)}
    >
      {children}
      {checked ? (
        <CircleIcon
          aria-hidden
          className="pointer-events-none absolute right-3 size-2 fill-current"
        />
      ) : null}
    </DropdownMenuItem>
  );
}

export const DropdownMenuLabel = styled("div", "px-2 py-1.5 text-xs text-muted-foreground");
export const DropdownMenuShortcut = styled(
  "span",
  "ml-auto pl-4 font-mono text-xs text-muted-foreground",
);

export function DropdownMenuSeparator() {
  return <hr className="-mx-1 my-1 h-px border-0 bg-border" />;
}

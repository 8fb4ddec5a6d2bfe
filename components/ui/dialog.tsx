import { XIcon } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn, styled } from "@/components/cn";

const FADE =
  "data-[state=closed]:animate-out data-[state=closed]:fade-out-0 data-[state=open]:animate-in data-[state=open]:fade-in-0";

/** The page behind a dialog. */
export const BACKDROP = `fixed inset-0 z-50 bg-black/45 dark:bg-black/65 ${FADE}`;
/** A dialog in the middle of the window. */
export const BOX = `fixed top-1/2 left-1/2 z-50 flex max-h-[calc(100dvh-1.5rem)] w-[calc(100vw-1.5rem)] -translate-x-1/2 -translate-y-1/2 flex-col gap-4 scroll-pb-20 overflow-y-auto overscroll-contain rounded-xl border bg-popover text-popover-foreground shadow-floating outline-none duration-150 data-[state=closed]:zoom-out-98 data-[state=open]:zoom-in-98 ${FADE}`;
export const TITLE = "text-lg leading-6 font-semibold tracking-tight";
export const DESCRIPTION = "text-sm text-muted-foreground";

const PLACES = {
  middle: `${BOX} max-w-lg p-5`,
  left: "fixed inset-y-0 left-0 z-50 flex w-72 max-w-[85vw] flex-col border-r bg-popover text-popover-foreground shadow-floating outline-none duration-200 data-[state=closed]:animate-out data-[state=closed]:slide-out-to-left data-[state=open]:animate-in data-[state=open]:slide-in-from-left",
} as const;

export const Dialog = Primitive.Root;
export const DialogClose = Primitive.Close;
export const DialogTitle = styled(Primitive.Title, TITLE);
export const DialogDescription = styled(Primitive.Description, DESCRIPTION);
export const DialogHeader = styled("div", "flex flex-col gap-1 pr-8");

type DialogContentProps = ComponentProps<typeof Primitive.Content> & {
  place?: keyof typeof PLACES;
  showCloseButton?: boolean;
};

export function DialogContent(props: DialogContentProps) {
  const { className, children, place = "middle", showCloseButton = true, ...rest } = props;
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={BACKDROP} />
      <Primitive.Content className={cn(PLACES[place], className)} {...rest}>
        {children}
        {showCloseButton ? (
          <Primitive.Close className="absolute top-3.5 right-3.5 flex size-7 items-center justify-center rounded-md text-muted-foreground transition-colors hover:bg-accent hover:text-foreground [&_svg]:size-4">
            <XIcon aria-hidden />
            <span className="sr-only">Close</span>
          </Primitive.Close>
        ) : null}
      </Primitive.Content>
    </Primitive.Portal>
  );
}

type DialogFooterProps = ComponentProps<"div"> & {
  /** Stays in sight where the dialog scrolls. */
  sticky?: boolean;
};

export function DialogFooter({ className, sticky = false, ...props }: DialogFooterProps) {
  return (
    <div
      className={cn(
        "flex flex-col-reverse gap-2 sm:flex-row sm:justify-end",
        sticky &&
          "sticky -bottom-5 z-10 flex-row justify-end -mx-5 -mb-5 border-t bg-popover px-5 py-3",
        className,
      )}
      {...props}
    />
  );
}

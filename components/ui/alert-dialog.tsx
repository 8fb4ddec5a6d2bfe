import { AlertDialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { styled } from "@/components/cn";
import { buttonVariants } from "./button";
import { BACKDROP, BOX, DESCRIPTION, TITLE } from "./dialog";

const Content = styled(Primitive.Content, `${BOX} max-w-md p-5`);

export const AlertDialog = Primitive.Root;
export const AlertDialogTitle = styled(Primitive.Title, TITLE);
export const AlertDialogDescription = styled(Primitive.Description, DESCRIPTION);
export const AlertDialogCancel = styled(Primitive.Cancel, buttonVariants({ variant: "outline" }));

export function AlertDialogContent(props: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className={BACKDROP} />
      <Content {...props} />
    </Primitive.Portal>
  );
}

import { PlusIcon } from "lucide-react";
import { GatedButton } from "@/components/gated-button";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { useUrlDialog } from "./use-url-dialog";

/**
 * What makes something on the page of its list: a dialog that the address and the key `c` open, and
 * its buttons. `reason` says why this person cannot; null when they can.
 */
export function useCreateDialog(label: string, reason: string | null) {
  const { isOpen, open, close, detach } = useUrlDialog("create");
  const mayCreate = reason === null;
  useHotkeys({ c: open }, mayCreate);
  const button = (text: string, variant?: "outline") => (
    <GatedButton variant={variant} reason={reason} onClick={open}>
      <PlusIcon aria-hidden />
      {text}
    </GatedButton>
  );
  return {
    dialog: { open: mayCreate && isOpen, onClose: close },
    /** What is made is on screen: the address must not open the form again. */
    detach,
    button: button(label),
    /** For a list that is empty. */
    firstButton: button("Create the first one", "outline"),
  };
}

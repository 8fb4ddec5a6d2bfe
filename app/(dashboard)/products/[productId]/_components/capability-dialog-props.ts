import type { CapabilityView } from "@/lib/contracts/capability";
import type { ProductView } from "@/lib/contracts/product";

/** What every dialog about a capability is given. */
export type CapabilityDialogProps = {
  product: ProductView;
  capability: CapabilityView;
  open: boolean;
  onClose: () => void;
};

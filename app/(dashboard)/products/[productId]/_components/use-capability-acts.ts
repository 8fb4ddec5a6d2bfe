"use client";

import { useState } from "react";
import type { CapabilityView } from "@/lib/contracts/capability/contracts";
import type { ProductView } from "@/lib/contracts/product/contracts";

type CapabilityAct = "edit" | "switch" | "remove";

export type CapabilityActs = {
  act: CapabilityAct | null;
  /** The capability as it was when the dialog opened; it stays while the dialog fades out. */
  subject: CapabilityView | null;
  start: (act: CapabilityAct, capability: CapabilityView) => void;
  close: () => void;
};

/** Which dialog about which capability is open. */
export function useCapabilityActs(): CapabilityActs {
  const [act, setAct] = useState<CapabilityAct | null>(null);
  const [subject, setSubject] = useState<CapabilityView | null>(null);
  return {
    act,
    subject,
    start(next, capability) {
      setSubject(capability);
      setAct(next);
    },
    close: () => setAct(null),
  };
}

/** What every dialog about a capability is given. */
export type CapabilityDialogProps = {
  product: ProductView;
  capability: CapabilityView;
  open: boolean;
  onClose: () => void;
};

import {
  BracesIcon,
  FilePenIcon,
  FileSearchIcon,
  FilesIcon,
  FileTextIcon,
  GitForkIcon,
  GlobeIcon,
  type LucideIcon,
  PlugIcon,
  SaveIcon,
  VariableIcon,
} from "lucide-react";
import type { StepType } from "@/lib/contracts/flow-steps/flow-step";

/** A draft may name a type that does not exist: it has the icon of code. */
const ICONS: ReadonlyMap<string, LucideIcon> = new Map(
  Object.entries({
    template: FileTextIcon,
    "set-variable": VariableIcon,
    "transform-data": BracesIcon,
    conditional: GitForkIcon,
    "fetch-url": GlobeIcon,
    "api-call": PlugIcon,
    "get-record": FileSearchIcon,
    "list-records": FilesIcon,
    "upsert-record": SaveIcon,
    "update-record": FilePenIcon,
  } satisfies Record<StepType, LucideIcon>),
);

export function StepIcon({ type, className }: { type: string; className: string }) {
  const Icon = ICONS.get(type) ?? BracesIcon;
  return <Icon aria-hidden className={className} />;
}

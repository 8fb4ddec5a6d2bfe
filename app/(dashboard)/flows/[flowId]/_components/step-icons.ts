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

/** A type without an icon of its own has that of code. */
const ICONS = new Map<string, LucideIcon>([
  ["template", FileTextIcon],
  ["set-variable", VariableIcon],
  ["transform-data", BracesIcon],
  ["conditional", GitForkIcon],
  ["fetch-url", GlobeIcon],
  ["api-call", PlugIcon],
  ["get-record", FileSearchIcon],
  ["list-records", FilesIcon],
  ["upsert-record", SaveIcon],
  ["update-record", FilePenIcon],
]);

export function stepIcon(type: string): LucideIcon {
  return ICONS.get(type) ?? BracesIcon;
}

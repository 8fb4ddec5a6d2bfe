import {
  BookOpenIcon,
  ChartColumnIcon,
  CodeXmlIcon,
  KeyRoundIcon,
  LockKeyholeIcon,
  PackageIcon,
  ScrollTextIcon,
  UsersIcon,
  WorkflowIcon,
} from "lucide-react";

export const NAVIGATION_ICONS = {
  book: BookOpenIcon,
  chart: ChartColumnIcon,
  code: CodeXmlIcon,
  key: KeyRoundIcon,
  lock: LockKeyholeIcon,
  package: PackageIcon,
  scroll: ScrollTextIcon,
  users: UsersIcon,
  workflow: WorkflowIcon,
} as const;

type NavigationIcon = keyof typeof NAVIGATION_ICONS;

export type NavigationItem = {
  href: string;
  label: string;
  icon: NavigationIcon;
  /** Outside the dashboard: a plain link. */
  external?: boolean;
};

export type NavigationGroup = { label: string; items: readonly NavigationItem[] };

/** The item that a path belongs to: its own page or one below it. */
export function activeItem(groups: readonly NavigationGroup[], pathname: string) {
  for (const group of groups) {
    const item = group.items.find(
      ({ href }) => pathname === href || pathname.startsWith(`${href}/`),
    );
    if (item) return { group, item };
  }
  return undefined;
}

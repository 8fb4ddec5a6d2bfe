import {
  BookOpenIcon,
  Building2Icon,
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
  building: Building2Icon,
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
  /** Other pages that belong to it, such as tabs. */
  alsoAt?: readonly string[];
  /** Outside the dashboard: a plain link. */
  external?: boolean;
};

export type NavigationGroup = { label: string; items: readonly NavigationItem[] };

/** The item that a path belongs to: its own page or one below it. */
export function activeItem(groups: readonly NavigationGroup[], pathname: string) {
  for (const group of groups) {
    const item = group.items.find(({ href, alsoAt = [] }) =>
      [href, ...alsoAt].some((path) => pathname === path || pathname.startsWith(`${path}/`)),
    );
    if (item) return { group, item };
  }
  return undefined;
}

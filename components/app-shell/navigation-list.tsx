import { usePathname } from "next/navigation";
import { cn } from "@/components/cn";
import { Link } from "@/components/link";
import { activeItem, NAVIGATION_ICONS, type NavigationGroup } from "./navigation";

type NavigationListProps = { groups: readonly NavigationGroup[]; onNavigate?: () => void };

export function NavigationList({ groups, onNavigate }: NavigationListProps) {
  const active = activeItem(groups, usePathname())?.item;
  return (
    <nav aria-label="Main" className="flex flex-1 flex-col gap-5 overflow-y-auto px-2.5 py-3">
      {groups.map((group) => (
        <div key={group.label}>
          <h2 className="px-2 pb-1 text-xs font-medium text-muted-foreground">{group.label}</h2>
          <ul className="grid gap-0.5">
            {group.items.map((item) => {
              const Icon = NAVIGATION_ICONS[item.icon];
              const current = item === active;
              const Anchor = item.external ? "a" : Link;
              return (
                <li key={item.href}>
                  <Anchor
                    href={item.href}
                    aria-current={current ? "page" : undefined}
                    onClick={onNavigate}
                    className={cn(
                      "flex h-8 items-center gap-2.5 rounded-md px-2 text-sm font-medium transition-colors",
                      current
                        ? "bg-accent text-foreground"
                        : "text-sidebar-foreground hover:bg-accent/60 hover:text-foreground",
                    )}
                  >
                    <Icon
                      aria-hidden
                      className={cn("size-4", current ? "text-brand" : "text-muted-foreground")}
                    />
                    {item.label}
                  </Anchor>
                </li>
              );
            })}
          </ul>
        </div>
      ))}
    </nav>
  );
}

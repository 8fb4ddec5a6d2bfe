"use client";

import { cn } from "@/components/cn";
import { Badge } from "@/components/ui/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { isPermission, PERMISSIONS, resourceOf } from "@/lib/policy/permissions";
import { FULL_ACCESS } from "@/lib/policy/scopes";

type PermissionTagsProps = {
  permissions: readonly string[];
  shown?: number;
  className?: string;
};

function meaningOf(permission: string) {
  if (permission === FULL_ACCESS) return "Everything a key can do, now and later";
  if (permission.endsWith(":*")) return `Everything on ${resourceOf(permission).toLowerCase()}`;
  return isPermission(permission) ? PERMISSIONS[permission].label : "";
}

function PermissionTag({ permission }: { permission: string }) {
  return (
    <Badge
      variant={permission === FULL_ACCESS ? "warning" : "muted"}
      className="font-mono font-normal"
      title={meaningOf(permission)}
    >
      {permission === FULL_ACCESS ? "* full access" : permission}
    </Badge>
  );
}

export function PermissionTags({ permissions, shown = 2, className }: PermissionTagsProps) {
  const rest = permissions.length - shown;
  if (permissions.length === 0) return <span className="text-muted-foreground">None</span>;
  return (
    <span className={cn("inline-flex flex-wrap items-center gap-1 xl:flex-nowrap", className)}>
      {permissions.slice(0, shown).map((permission) => (
        <PermissionTag key={permission} permission={permission} />
      ))}
      {rest > 0 ? (
        <Popover>
          <PopoverTrigger className="rounded px-1 text-xs leading-6 whitespace-nowrap text-muted-foreground underline decoration-dotted underline-offset-2 hover:text-foreground">
            +{rest} more
          </PopoverTrigger>
          <PopoverContent align="start" className="w-80">
            <ul aria-label="All permissions" className="grid gap-2">
              {permissions.map((permission) => (
                <li key={permission} className="flex flex-wrap items-center gap-x-2">
                  <PermissionTag permission={permission} />
                  <span className="text-xs text-muted-foreground">{meaningOf(permission)}</span>
                </li>
              ))}
            </ul>
          </PopoverContent>
        </Popover>
      ) : null}
    </span>
  );
}

import { Badge } from "@/components/ui/badge";
import { isPermission, PERMISSIONS, resourceOf } from "@/lib/policy/permissions";
import { FULL_ACCESS } from "@/lib/policy/scopes";
import { TagList } from "./tag-list";

type PermissionTagsProps = {
  permissions: readonly string[];
  shown?: number;
};

function meaningOf(permission: string) {
  if (permission === FULL_ACCESS)
    return "Everything a key can do, including permissions added later";
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

export function PermissionTags({ permissions, shown }: PermissionTagsProps) {
  if (permissions.length === 0) return <span className="text-muted-foreground">None</span>;
  return (
    <TagList
      label="All permissions"
      shown={shown}
      tags={permissions.map((permission) => ({
        id: permission,
        tag: <PermissionTag permission={permission} />,
        about: meaningOf(permission),
      }))}
    />
  );
}

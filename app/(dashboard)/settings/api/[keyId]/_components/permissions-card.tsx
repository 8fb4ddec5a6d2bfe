import { PermissionTags } from "@/components/key/permission-tags";
import { Panel } from "@/components/panel";
import { describePermissions } from "@/components/permission-picker/describe-permissions";
import type { PlatformKeyForm } from "@/lib/contracts/platform-key-screen";
import type { Environment } from "@/lib/policy/roles";

type PermissionsCardProps = {
  permissions: readonly string[];
  form: PlatformKeyForm;
  environment: Environment;
};

export function PermissionsCard({ permissions, form, environment }: PermissionsCardProps) {
  const { resources } = form.permissions[environment];
  return (
    <Panel title="Permissions">
      <div className="grid gap-2.5">
        <p className="text-sm">
          {describePermissions(permissions, resources).replace("will be able to", "can")}
        </p>
        <PermissionTags
          permissions={permissions}
          shown={permissions.length}
          className="xl:flex-wrap"
        />
      </div>
    </Panel>
  );
}

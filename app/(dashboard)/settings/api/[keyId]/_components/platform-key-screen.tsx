"use client";

import { readUsage } from "@/app/(dashboard)/actions";
import { readKeyOverview } from "@/app/(dashboard)/settings/actions";
import { PLATFORM_KEY_CLIENT } from "@/app/(dashboard)/settings/api/_components/platform-key-client";
import { KeyClientProvider } from "@/components/key/key-client";
import { addressesFact, FactsCard } from "@/components/key/page/facts-card";
import { KeyScreen } from "@/components/key/page/key-screen";
import { PermissionTags } from "@/components/key/permission-tags";
import { lazyDialog } from "@/components/lazy-dialog";
import { Panel } from "@/components/panel";
import { describePermissions } from "@/components/permission-picker/permission-selection";
import { UsagePanel } from "@/components/usage/usage-panel";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import type { KeyDecisions } from "@/lib/contracts/key/screen";
import type { PlatformKeyForm, PlatformKeyOverview } from "@/lib/contracts/platform-key/screen";
import type { Environment } from "@/lib/policy/roles";

const dialogs = () => import("@/app/(dashboard)/settings/api/_components/platform-key-dialogs");
const EditPlatformKey = lazyDialog(dialogs, (it) => it.EditPlatformKey);

type PlatformKeyScreenProps = {
  overview: PlatformKeyOverview;
  decisions: KeyDecisions;
  form: PlatformKeyForm;
  usage: UsageOverview;
};

export function PlatformKeyScreen({ form, usage, ...screen }: PlatformKeyScreenProps) {
  return (
    <KeyClientProvider client={PLATFORM_KEY_CLIENT}>
      <KeyScreen
        {...screen}
        read={(id) => readKeyOverview({ id })}
        scope={({ permissions, environment }) => (
          <PermissionsCard permissions={permissions} form={form} environment={environment} />
        )}
        facts={(key) => <FactsCard apiKey={key} own={[addressesFact(key.allowedIps)]} />}
        usage={
          <UsagePanel
            filters={{ keyId: screen.overview.key.id }}
            initial={usage}
            readUsage={readUsage}
          />
        }
        edit={(dialog) => <EditPlatformKey {...dialog} form={form} />}
      />
    </KeyClientProvider>
  );
}

type PermissionsCardProps = {
  permissions: readonly string[];
  form: PlatformKeyForm;
  environment: Environment;
};

function PermissionsCard({ permissions, form, environment }: PermissionsCardProps) {
  const { resources } = form.permissions[environment];
  return (
    <Panel title="Permissions">
      <div className="grid gap-2.5">
        <p className="text-sm">
          {describePermissions(permissions, resources).replace("will be able to", "can")}
        </p>
        <PermissionTags permissions={permissions} shown={permissions.length} />
      </div>
    </Panel>
  );
}

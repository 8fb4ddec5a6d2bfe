import { PencilIcon } from "lucide-react";
import { useId, useState } from "react";
import {
  type EndpointFacts,
  endpointPath,
} from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import { ActButtons, removeAct } from "@/components/act-buttons";
import { sampleBody } from "@/components/call-snippets/sample-value";
import { CopyButton } from "@/components/copy-button";
import { Fold } from "@/components/form/fold";
import { useOrigin } from "@/components/hooks/use-in-browser";
import { lazyDialog } from "@/components/lazy-dialog";
import { Card } from "@/components/panel";
import { useReadOnlyReason } from "@/components/read-only";
import { Badge } from "@/components/ui/badge";
import { Switch } from "@/components/ui/switch";
import { Tooltip } from "@/components/ui/tooltip";
import type { SurfaceView } from "@/lib/contracts/surface/contracts";
import { TryPanel } from "./try-panel";

const editEndpointDialog = () => import("./edit-endpoint-dialog");
const EditEndpointDialog = lazyDialog(editEndpointDialog, (it) => it.EditEndpointDialog);
const endpointDialogs = () => import("./endpoint-dialogs");
const SwitchEndpointDialog = lazyDialog(endpointDialogs, (it) => it.SwitchEndpointDialog);
const RemoveEndpointDialog = lazyDialog(endpointDialogs, (it) => it.RemoveEndpointDialog);

type EndpointAct = "edit" | "switch" | "remove";

type EndpointCardProps = {
  surface: SurfaceView;
  endpoint: EndpointFacts;
  tryKey: string;
  onTryKeyChange: (key: string) => void;
};

export function EndpointCard(props: EndpointCardProps) {
  const { surface, endpoint, tryKey, onTryKeyChange } = props;
  const { item, capability, name, description } = endpoint;
  const id = useId();
  const [act, setAct] = useState<EndpointAct | null>(null);
  const path = endpointPath(
    { productId: surface.productId, surfaceId: surface.id },
    item.endpointSlug,
  );
  const dialog = { surface, endpoint, onClose: () => setAct(null) };

  return (
    <section aria-labelledby={id} className="min-w-0">
      <Card className="gap-3 p-4">
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
          <div className="grid min-w-0 gap-0.5">
            <h2 id={id} className="flex flex-wrap items-center gap-2 text-base font-semibold">
              <span className="min-w-0 wrap-anywhere">{name}</span>
              {capability.enabled ? null : <Badge variant="warning">Capability disabled</Badge>}
            </h2>
            {description ? (
              <p className="max-w-prose text-sm text-muted-foreground wrap-anywhere">
                {description}
              </p>
            ) : null}
          </div>
          <EndpointControls endpoint={endpoint} onAct={setAct} />
        </div>
        <EndpointUrl path={path} name={name} />
        {capability.publishedVersion === null ? (
          <p className="text-sm text-warning">
            The flow is not published. Test keys run its draft, and production keys get 503.
          </p>
        ) : null}
        <Fold title="Try it" about="Try a call with a key." startsOpen={false} forced={false}>
          <TryPanel
            key={capability.revision}
            path={path}
            sample={sampleBody(capability.parametersSchema)}
            tryKey={tryKey}
            onKeyChange={onTryKeyChange}
          />
        </Fold>
      </Card>
      <EditEndpointDialog {...dialog} open={act === "edit"} />
      <SwitchEndpointDialog {...dialog} open={act === "switch"} />
      <RemoveEndpointDialog {...dialog} open={act === "remove"} />
    </section>
  );
}

type EndpointControlsProps = { endpoint: EndpointFacts; onAct: (act: EndpointAct) => void };

/** On or off, edit, remove. */
function EndpointControls({ endpoint, onAct }: EndpointControlsProps) {
  const readOnlyReason = useReadOnlyReason("PRODUCTS:WRITE");
  const { item, name } = endpoint;
  return (
    <div className="flex flex-wrap items-center gap-2">
      <OnOff
        isOn={item.enabled}
        label={`${name} is on`}
        reason={readOnlyReason}
        onToggle={() => onAct("switch")}
      />
      <ActButtons
        size="sm"
        subject={name}
        reason={readOnlyReason}
        acts={[
          { label: "Edit", icon: PencilIcon, onSelect: () => onAct("edit") },
          removeAct("Remove", () => onAct("remove")),
        ]}
      />
    </div>
  );
}

type OnOffProps = { isOn: boolean; label: string; reason: string | null; onToggle: () => void };

function OnOff({ isOn, label, reason, onToggle }: OnOffProps) {
  const id = useId();
  const control = (
    <Switch
      checked={isOn}
      aria-label={label}
      aria-disabled={reason === null ? undefined : true}
      aria-describedby={reason === null ? undefined : id}
      className="aria-disabled:cursor-not-allowed aria-disabled:opacity-55"
      onCheckedChange={reason === null ? onToggle : undefined}
    />
  );
  return (
    <span className="mr-1 inline-flex items-center gap-2 text-sm">
      {reason === null ? (
        control
      ) : (
        <>
          <Tooltip text={reason}>{control}</Tooltip>
          <span id={id} hidden>
            {reason}
          </span>
        </>
      )}
      <span aria-hidden className="w-6 text-muted-foreground">
        {isOn ? "On" : "Off"}
      </span>
    </span>
  );
}

/** Method and whole address, ready to copy. */
function EndpointUrl({ path, name }: { path: string; name: string }) {
  const url = `${useOrigin()}${path}`;
  return (
    <div className="flex min-w-0 items-center gap-2 rounded-lg border bg-subtle py-1 pr-1 pl-2.5">
      <Badge variant="brand" className="font-mono">
        POST
      </Badge>
      <code className="min-w-0 flex-1 font-mono text-xs wrap-anywhere">{url}</code>
      <CopyButton text={url} label={`URL of ${name}`} />
    </div>
  );
}

import { TriangleAlertIcon } from "lucide-react";
import { useFormContext } from "react-hook-form";
import { z } from "zod";
import { DialogForm, DialogHeading } from "@/components/form/form-dialog";
import {
  type Grace,
  type Revealed,
  useKeyClient,
  useKeyOverview,
  useKeysChanged,
} from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { toast } from "@/components/toast";
import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import type { KeyStatus } from "@/lib/core/keys";
import { GraceChoice } from "./grace-choice";
import type { KeyDialog } from "./key-act-dialogs";
import { RevealDialog } from "./reveal-dialog";

type Values = { grace: Grace };

const USUAL: Values = { grace: 86_400 };

export function RotateKeyDialog({ apiKey, open, onClose }: KeyDialog<KeyFacts>) {
  const { revision } = apiKey;
  const { scope, rotate } = useKeyClient();
  const keysChanged = useKeysChanged();
  const overview = useKeyOverview(apiKey.id, open);
  const isRotating =
    overview?.secrets.some(({ state }) => state === "retiring") ?? apiKey.status === "rotating";
  return (
    <RevealDialog<Revealed>
      open={open}
      onClose={onClose}
      className="gap-0 p-0"
      title="Copy the new secret"
      onLeft={() => {
        onClose();
        toast.success("Key rotated", {
          description: "The key's page shows who still uses the old secret.",
        });
        void keysChanged();
      }}
    >
      {(show) => (
        <>
          <DialogHeading
            title={`Rotate “${keyName(apiKey)}”`}
            description={`The key gets a new secret and keeps its name, ${scope}, limits and history. How long should the old secret keep working?`}
          />
          <DialogForm
            // A rotation under way leaves only "now".
            schema={z
              .custom<Values>()
              .transform(({ grace }) => ({ grace: isRotating ? 0 : grace, revision }))}
            values={USUAL}
            subject={apiKey.id}
            act={({ grace }, name) => rotate(apiKey, grace, name)}
            onDone={(revealed) => {
              show(revealed);
              void keysChanged();
            }}
            submitLabel="Rotate"
          >
            <BlockedNote status={apiKey.status} />
            <GraceField isRotating={isRotating} />
          </DialogForm>
        </>
      )}
    </RevealDialog>
  );
}

/** Why a new secret changes nothing for callers. */
const BLOCKED = new Map<KeyStatus, string>([
  ["expired", "The key has expired. Edit it to set a later expiration date."],
  ["disabled", "The key is disabled. Enable it to make it work again."],
]);

function BlockedNote({ status }: { status: KeyStatus }) {
  const blocked = BLOCKED.get(status);
  if (!blocked) return null;
  return (
    <Alert variant="warning">
      <TriangleAlertIcon aria-hidden />
      <AlertTitle>The new secret will not work either</AlertTitle>
      <AlertDescription>{blocked}</AlertDescription>
    </Alert>
  );
}

function GraceField({ isRotating }: { isRotating: boolean }) {
  const { watch, setValue } = useFormContext<Values>();
  return (
    <GraceChoice
      value={isRotating ? 0 : watch("grace")}
      onChange={(grace) => setValue("grace", grace)}
      rotating={isRotating}
    />
  );
}

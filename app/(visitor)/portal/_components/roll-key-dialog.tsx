import { z } from "zod";
import { ask } from "@/app/(visitor)/_components/visit";
import { KEY_VARIABLE } from "@/components/call-snippets/call-snippet";
import { CodeSnippet } from "@/components/code-snippet";
import { ChoiceField } from "@/components/form/form-fields";
import { useRequestName } from "@/components/hooks/use-request-name";
import { keyName } from "@/components/key/key-facts";
import { RevealFormDialog } from "@/components/reveal-secret/reveal-form-dialog";
import type { PortalKey, RolledKey } from "@/lib/contracts/customer/portal";

type Values = { grace: string };

const GRACES = [
  { value: "0", label: "Now", description: "It stops working immediately. For a leaked key." },
  { value: "3600", label: "1 hour", description: "For a deployment that is about to run." },
  { value: "86400", label: "24 hours", description: "For most cases." },
  { value: "604800", label: "7 days", description: "For programs that others run for you." },
] as const;

type RollKeyDialogProps = {
  open: boolean;
  onClose: () => void;
  link: string;
  apiKey: PortalKey;
  onRolled: () => void;
};

export function RollKeyDialog({ link, apiKey, onRolled, ...dialog }: RollKeyDialogProps) {
  const { rotating } = apiKey;
  const nameOf = useRequestName();
  return (
    <RevealFormDialog
      {...dialog}
      title={`Roll “${keyName(apiKey)}”`}
      description="The key gets a new secret and keeps its limits. How long does the old secret still work?"
      submitLabel="Roll key"
      schema={z.custom<Values>().transform(({ grace }) => ({
        link,
        key: apiKey.id,
        graceSeconds: Number(grace),
      }))}
      values={{ grace: rotating ? "0" : "86400" }}
      subject={apiKey.id}
      act={(input) => ask<RolledKey>("/api/portal/roll", { ...input, name: nameOf(input) })}
      onMade={onRolled}
      show={({ secret }) => ({
        title: "Copy the new secret",
        about:
          "This is the only time it is shown. Copy it now and store it where your program can read it.",
        text: secret,
        label: "API key",
        noun: "key",
        below: (markCopied) => (
          <CodeSnippet
            label=".env"
            hint="the copy holds the key"
            code={`${KEY_VARIABLE}=••••••••`}
            copyText={`${KEY_VARIABLE}=${secret}`}
            onCopied={markCopied}
          />
        ),
      })}
    >
      <ChoiceField<Values>
        name="grace"
        label="The old secret works for"
        choices={GRACES.map((choice) => ({
          ...choice,
          disabledReason:
            rotating && choice.value !== "0" ? "The previous roll is still in progress." : null,
        }))}
      />
    </RevealFormDialog>
  );
}

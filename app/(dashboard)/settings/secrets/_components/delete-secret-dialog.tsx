import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { deleteSecret, readSecret } from "@/app/(dashboard)/settings/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Link } from "@/components/link";
import { actionValue } from "@/components/live/action-value";
import { toast } from "@/components/toast";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import type { SecretDetail, SecretView } from "@/lib/contracts/secret/contracts";

type DeleteSecretDialogProps = { secret: SecretView; open: boolean; onClose: () => void };

export function DeleteSecretDialog({ secret, ...dialog }: DeleteSecretDialogProps) {
  const router = useRouter();
  const { id, key, environment } = secret;
  const { data, error, refetch } = useQuery({
    queryKey: ["secret", id],
    queryFn: async () => actionValue(await readSecret({ id })),
    enabled: dialog.open,
    gcTime: 0,
  });
  const users = data?.usedBy ?? [];
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete “${key}”?`}
      description={descriptionOf(data, error !== null, environment)}
      subject={id}
      typeToConfirm={users.length > 0 ? key : null}
      act={() => deleteSecret({ id })}
      onDone={() => {
        toast.success("Secret deleted");
        router.refresh();
      }}
    >
      <ReadTrouble of={{ error, refetch }} />
      {users.length > 0 ? <Users users={users} /> : null}
    </ConfirmDialog>
  );
}

function descriptionOf(data: SecretDetail | undefined, failed: boolean, environment: string) {
  if (failed) return "Could not load which flows use it. Steps that use it will fail.";
  if (!data) return "Looking for flows that use it …";
  return data.usedBy.length > 0
    ? `These flows use it. Their ${environment} runs will fail at that step.`
    : "No draft or published version of a flow uses it.";
}

function Users({ users }: { users: SecretDetail["usedBy"] }) {
  return (
    <ul className="grid max-h-48 divide-y overflow-y-auto rounded-lg border text-sm">
      {users.map(({ flowId, flowName, draft, published }) => (
        <li key={flowId} className="px-3 py-2 wrap-anywhere">
          <Link href={`/flows/${flowId}`} className="font-medium underline underline-offset-2">
            {flowName}
          </Link>{" "}
          <span className="text-muted-foreground">
            {[draft ? "draft" : "", published ? "published" : ""].filter(Boolean).join(" and ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

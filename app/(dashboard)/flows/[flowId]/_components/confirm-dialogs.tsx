import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { deleteFlow, publishFlow, readFlowUsers } from "@/app/(dashboard)/flows/actions";
import { ConfirmDialog } from "@/components/confirm-dialog";
import type { LeaveQuestion } from "@/components/hooks/use-leave-question";
import { Link } from "@/components/link";
import { actionValue } from "@/components/live/action-value";
import { toast } from "@/components/toast";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import type { FlowVersionView, FlowView } from "@/lib/contracts/flow/contracts";
import type { FlowUser } from "@/lib/contracts/flow/screen";

type FlowDialogProps = { flow: FlowView; open: boolean; onClose: () => void };

export function DeleteFlowDialog({ flow, ...dialog }: FlowDialogProps) {
  const router = useRouter();
  const { id, name, publishedVersion } = flow;
  const { data, error, refetch } = useQuery({
    queryKey: ["flow-users", id],
    queryFn: async () => actionValue(await readFlowUsers({ id })),
    enabled: dialog.open,
    gcTime: 0,
  });
  const isUsed = data !== undefined && data.capabilities.length > 0;
  return (
    <ConfirmDialog
      {...dialog}
      title={`Delete “${name}”?`}
      description={
        isUsed
          ? "This flow cannot be deleted because capabilities run it. Remove them from their products, or choose another flow for them."
          : `This permanently deletes its draft and all its versions. ${data ? "No capability runs it." : ""}`
      }
      refusal={isUsed ? <Users {...data} /> : undefined}
      subject={id}
      typeToConfirm={publishedVersion === null ? null : name}
      act={() => deleteFlow({ id })}
      onDone={() => {
        toast.success("Flow deleted");
        router.push("/flows");
      }}
    >
      <ReadTrouble of={{ error, refetch }} />
    </ConfirmDialog>
  );
}

type UsersProps = { capabilities: readonly FlowUser[]; hasMore: boolean };

function Users({ capabilities, hasMore }: UsersProps) {
  return (
    <ul className="grid divide-y rounded-lg border text-sm">
      {capabilities.map(({ id, name, productId, productName }) => (
        <li key={id} className="px-3 py-2 wrap-anywhere">
          <span className="font-medium">{name}</span>{" "}
          <span className="text-muted-foreground">
            of{" "}
            <Link href={`/products/${productId}`} className="underline underline-offset-2">
              {productName}
            </Link>
          </span>
        </li>
      ))}
      {hasMore ? <li className="px-3 py-2 text-muted-foreground">and more</li> : null}
    </ul>
  );
}

type PublishVersionDialogProps = FlowDialogProps & { version: FlowVersionView };

export function PublishVersionDialog(props: PublishVersionDialogProps) {
  const { flow, version, ...dialog } = props;
  const router = useRouter();
  return (
    <ConfirmDialog
      {...dialog}
      tone="default"
      title={`Publish v${version.versionNumber} again?`}
      description="Production keys will run this version immediately. The draft does not change."
      act={() => publishFlow({ id: flow.id, versionId: version.id })}
      onDone={({ message }) => {
        toast.success(message);
        router.refresh();
      }}
    />
  );
}

type LeaveEditorDialogProps = { question: LeaveQuestion; open: boolean };

export function LeaveEditorDialog({ question, open }: LeaveEditorDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onClose={question.stay}
      title="Leave without saving?"
      description="Your unsaved changes will be lost if you leave."
      confirmLabel="Leave"
      act={async () => ({ ok: true, value: question.leave() })}
    />
  );
}

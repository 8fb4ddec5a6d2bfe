"use client";

import { useState } from "react";
import { RefusalAlert } from "@/app/(auth)/_components/refusal-alert";
import { type SignInRefusal, UNREACHABLE } from "@/app/(auth)/_components/request-sign-in";
import { SubmitButton } from "@/app/(auth)/_components/submit-button";
import { submitJoining } from "@/app/(auth)/invitations/[token]/actions";
import { Form } from "@/components/form/form";
import { HOME_PATH } from "@/lib/contracts/return-path";

export function JoinButton({ token }: { token: string }) {
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [busy, setBusy] = useState(false);

  async function join() {
    setBusy(true);
    const result = await submitJoining({ token }).catch(() => null);
    if (result?.ok) return window.location.assign(HOME_PATH);
    setBusy(false);
    setRefusal(result ? { message: result.error.details } : UNREACHABLE);
  }

  return (
    <Form method="post" onSubmit={join} busy={busy} className="grid gap-4">
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <SubmitButton label="Join" busy={busy} />
    </Form>
  );
}

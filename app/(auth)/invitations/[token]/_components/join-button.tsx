"use client";

import { useState } from "react";
import { SubmitButton } from "@/app/(auth)/_components/auth-form";
import { submitJoining } from "@/app/(auth)/actions";
import { Form } from "@/components/form/form";
import { actionValue } from "@/components/live/action-value";
import { type Trouble, troubleOf } from "@/components/trouble/trouble";
import { TroubleNote } from "@/components/trouble/trouble-note";
import { HOME_PATH } from "@/lib/contracts/people/return-path";

export function JoinButton({ token }: { token: string }) {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [busy, setBusy] = useState(false);

  async function join() {
    setBusy(true);
    try {
      actionValue(await submitJoining({ token }));
      window.location.assign(HOME_PATH);
    } catch (error) {
      setTrouble(troubleOf(error));
      setBusy(false);
    }
  }

  return (
    <Form method="post" onSubmit={join} busy={busy} className="grid gap-4">
      {trouble ? <TroubleNote trouble={trouble} /> : null}
      <SubmitButton label="Join" busy={busy} />
    </Form>
  );
}

"use client";

import { useState } from "react";
import { useForm } from "react-hook-form";
import {
  lazyResolver,
  PasswordInput,
  RefusalAlert,
  requestSignIn,
  type SignInRefusal,
  SubmitButton,
  UNREACHABLE,
} from "@/app/(auth)/_components/auth-form";
import { submitAcceptance } from "@/app/(auth)/invitations/[token]/actions";
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";
import { HOME_PATH } from "@/lib/contracts/people/return-path";

/** The account of an invited person; the email address is that of the invitation. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: lazyResolver(
      async () => (await import("@/lib/contracts/people/contracts")).acceptInvitationContract.input,
    ),
    defaultValues: { token },
  });
  const { errors, isSubmitting } = formState;
  const busy = isSubmitting || leaving;

  const submit = handleSubmit(async (account) => {
    const result = await submitAcceptance(account).catch(() => null);
    if (!result) return setRefusal(UNREACHABLE);
    if (!result.ok) {
      const { issues, details } = result.error;
      const placed = issues.find(({ path }) => path === "password");
      setRefusal(placed ? undefined : { message: details });
      if (placed) setError("password", placed, { shouldFocus: true });
      return;
    }
    setLeaving(true);
    const refused = await requestSignIn(email, account.password);
    window.location.assign(refused ? "/sign-in" : HOME_PATH);
  });

  return (
    <Form
      method="post"
      onSubmit={() => submit().catch(() => setRefusal(UNREACHABLE))}
      busy={busy}
      className="grid gap-4"
    >
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <FormField label="Name" required error={errors.name?.message}>
        {(control) => (
          <Input {...control} {...register("name")} autoComplete="name" autoFocus className="h-9" />
        )}
      </FormField>
      <FormField
        label="Password"
        required
        hint="At least 8 characters. A few unrelated words are easy to remember."
        error={errors.password?.message}
      >
        {(control) => (
          <PasswordInput
            {...control}
            {...register("password")}
            autoComplete="new-password"
            className="h-9"
          />
        )}
      </FormField>
      <SubmitButton label="Create account" busy={busy} />
    </Form>
  );
}

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
import { Form } from "@/components/form/form";
import { FormField } from "@/components/form/form-field";
import { Input } from "@/components/ui/input";

type SignInFormProps = { returnTo: string };

export function SignInForm({ returnTo }: SignInFormProps) {
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, setFocus, formState } = useForm({
    resolver: lazyResolver(
      async () => (await import("@/lib/contracts/people/contracts")).signInInput,
    ),
  });
  const { errors, isSubmitting } = formState;
  const busy = isSubmitting || leaving;

  const submit = handleSubmit(async ({ email, password }) => {
    const refused = await requestSignIn(email, password);
    setRefusal(refused);
    if (refused) return setFocus("password", { shouldSelect: true });
    setLeaving(true);
    window.location.assign(returnTo);
  });

  return (
    <Form
      method="post"
      onSubmit={() => submit().catch(() => setRefusal(UNREACHABLE))}
      busy={busy}
      className="grid gap-4"
    >
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <FormField label="Email" required error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...register("email")}
            type="email"
            autoComplete="username"
            autoFocus
            className="h-9"
          />
        )}
      </FormField>
      <FormField label="Password" required error={errors.password?.message}>
        {(control) => (
          <PasswordInput
            {...control}
            {...register("password")}
            autoComplete="current-password"
            className="h-9"
          />
        )}
      </FormField>
      <SubmitButton label="Sign in" busy={busy} />
    </Form>
  );
}

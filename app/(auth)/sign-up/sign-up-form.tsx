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
import type { ActionError } from "@/lib/contracts/action-result";
import { submitAccount } from "./actions";

const FIELDS = ["name", "organization", "email", "password"] as const;

function isField(path: string): path is (typeof FIELDS)[number] {
  return FIELDS.some((field) => field === path);
}

export function SignUpForm({ returnTo }: { returnTo: string }) {
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [leaving, setLeaving] = useState(false);
  const { register, handleSubmit, setError, formState } = useForm({
    resolver: lazyResolver(
      async () => (await import("@/lib/contracts/people/contracts")).createAccountContract.input,
    ),
  });
  const { errors, isSubmitting } = formState;
  const busy = isSubmitting || leaving;

  function show({ details: message, issues, retryAfter }: ActionError) {
    const placed = issues.filter(({ path }) => isField(path));
    for (const { path, message } of placed) {
      if (isField(path)) setError(path, { message }, { shouldFocus: true });
    }
    const wait = retryAfter !== undefined && { retryAfter };
    setRefusal(placed.length === 0 ? { message, ...wait } : undefined);
  }

  const submit = handleSubmit(async (account) => {
    const result = await submitAccount(account).catch(() => null);
    if (!result) return setRefusal(UNREACHABLE);
    if (!result.ok) return show(result.error);
    setLeaving(true);
    const refused = await requestSignIn(account.email, account.password);
    window.location.assign(refused ? "/sign-in" : returnTo);
  });

  return (
    <Form
      method="post"
      onSubmit={() => submit().catch(() => setRefusal(UNREACHABLE))}
      busy={busy}
      className="grid gap-4"
    >
      {refusal ? <RefusalAlert refusal={refusal} /> : null}
      <FormField label="Name" required error={errors.name?.message}>
        {(control) => (
          <Input {...control} {...register("name")} autoComplete="name" autoFocus className="h-9" />
        )}
      </FormField>
      <FormField label="Organization" required error={errors.organization?.message}>
        {(control) => (
          <Input
            {...control}
            {...register("organization")}
            autoComplete="organization"
            className="h-9"
          />
        )}
      </FormField>
      <FormField label="Email" required error={errors.email?.message}>
        {(control) => (
          <Input
            {...control}
            {...register("email")}
            type="email"
            autoComplete="username"
            className="h-9"
          />
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

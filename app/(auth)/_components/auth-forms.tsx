"use client";

import { submitAcceptance, submitAccount } from "@/app/(auth)/actions";
import { TextField } from "@/components/form/form-fields";
import { HOME_PATH } from "@/lib/contracts/people/return-path";
import { EmailField, NameField, PasswordField } from "./auth-fields";
import { AuthForm } from "./auth-form";

const contracts = () => import("@/lib/contracts/people/contracts");

export function SignInForm({ returnTo }: { returnTo: string }) {
  return (
    <AuthForm
      schema={async () => (await contracts()).signInInput}
      href={returnTo}
      submitLabel="Sign in"
    >
      <EmailField autoFocus />
      <PasswordField isNew={false} />
    </AuthForm>
  );
}

export function SignUpForm({ returnTo }: { returnTo: string }) {
  return (
    <AuthForm
      schema={async () => (await contracts()).createAccountContract.input}
      create={(account) => submitAccount(account)}
      href={returnTo}
      submitLabel="Create account"
    >
      <NameField />
      <TextField
        name="organization"
        label="Organization"
        required
        autoComplete="organization"
        className="h-9"
      />
      <EmailField />
      <PasswordField isNew />
    </AuthForm>
  );
}

/** The account of an invited person; the email address is that of the invitation. */
export function AcceptForm({ token, email }: { token: string; email: string }) {
  return (
    <AuthForm
      schema={async () => (await contracts()).acceptInvitationContract.input}
      values={{ token }}
      create={(account) => submitAcceptance(account)}
      email={email}
      href={HOME_PATH}
      submitLabel="Create account"
    >
      <input type="hidden" autoComplete="username" value={email} readOnly />
      <NameField />
      <PasswordField isNew />
    </AuthForm>
  );
}

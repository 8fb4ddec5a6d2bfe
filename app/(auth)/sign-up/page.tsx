import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/(auth)/_components/auth-card";
import { SignUpForm } from "@/app/(auth)/_components/auth-forms";
import { isSignUpOpen } from "@/lib/auth/any-person";
import { optionalSession } from "@/lib/auth/require-session";
import { HOME_PATH, returnPath } from "@/lib/contracts/people/return-path";

export const metadata: Metadata = { title: "Create your account" };

type SignUpPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  if (await optionalSession()) redirect(returnTo);
  const query = returnTo === HOME_PATH ? "" : `?${new URLSearchParams({ callbackUrl: returnTo })}`;
  const other = { question: "Have an account?", label: "Sign in", href: `/sign-in${query}` };
  if (!(await isSignUpOpen())) {
    return (
      <AuthCard
        title="Sign-up is by invitation only"
        description="Ask an owner of your organization, or the operator of this server, to invite you. The link you get creates your account."
        other={other}
      />
    );
  }
  return (
    <AuthCard
      title="Create your account"
      description="You become the owner of a new organization."
      other={other}
    >
      <SignUpForm returnTo={returnTo} />
    </AuthCard>
  );
}

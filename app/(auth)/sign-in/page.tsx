import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { AuthCard } from "@/app/(auth)/_components/auth-card";
import { SignInForm } from "@/app/(auth)/_components/auth-forms";
import { hasAnyPerson, isSignUpOpen } from "@/lib/auth/any-person";
import { optionalSession } from "@/lib/auth/require-session";
import { HOME_PATH, returnPath } from "@/lib/contracts/people/return-path";

export const metadata: Metadata = { title: "Sign in" };

type SignInPageProps = { searchParams: Promise<{ callbackUrl?: string | string[] }> };

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  if (await optionalSession()) redirect(returnTo);
  if (!(await hasAnyPerson())) redirect("/sign-up");
  const query = returnTo === HOME_PATH ? "" : `?${new URLSearchParams({ callbackUrl: returnTo })}`;
  return (
    <AuthCard
      title="Sign in to Runtype"
      description="Manage your keys and see who calls your API."
      other={
        (await isSignUpOpen())
          ? { question: "New here?", label: "Create an account", href: `/sign-up${query}` }
          : undefined
      }
    >
      <SignInForm returnTo={returnTo} />
    </AuthCard>
  );
}

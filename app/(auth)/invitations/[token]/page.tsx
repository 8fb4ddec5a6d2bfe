import type { Metadata } from "next";
import { AuthCard } from "@/app/(auth)/_components/auth-card";
import { AcceptForm } from "@/app/(auth)/_components/auth-forms";
import { readOpen } from "@/lib/actions/page";
import { optionalSession } from "@/lib/auth/require-session";
import { HOME_PATH } from "@/lib/contracts/people/return-path";
import { findInvitation } from "@/lib/services/people/reads";

import { JoinButton } from "./_components/join-button";

export const metadata: Metadata = { title: "Invitation" };

type InvitationPageProps = { params: Promise<{ token: string }> };

export default async function InvitationPage({ params }: InvitationPageProps) {
  const { token } = await params;
  const session = await optionalSession();
  const invitation = await readOpen(findInvitation, { token });
  const signIn = `/sign-in?${new URLSearchParams({ callbackUrl: `/invitations/${token}` })}`;
  const other = session
    ? { question: `Signed in as ${session.user.email}.`, label: "Open Runtype", href: HOME_PATH }
    : { question: "Have an account?", label: "Sign in", href: signIn };
  if (!invitation) {
    const description = "This invitation was used, withdrawn or has expired. Ask for a new one.";
    return <AuthCard title="Invitation not found" description={description} other={other} />;
  }
  const { email, role, organization, hasAccount } = invitation;
  const title = `Join ${organization}`;
  const description = `${email} is invited as ${role}.`;
  if (session) {
    const isTheirs = session.user.email === email;
    return (
      <AuthCard
        title={title}
        description={isTheirs ? description : `${description} Sign out and sign in as ${email}.`}
        other={other}
      >
        {isTheirs ? <JoinButton token={token} /> : null}
      </AuthCard>
    );
  }
  return (
    <AuthCard title={title} description={description} other={other}>
      {hasAccount ? null : <AcceptForm token={token} email={email} />}
    </AuthCard>
  );
}

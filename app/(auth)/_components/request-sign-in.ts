import type { AppError } from "@/lib/core/errors";
import { attemptTooSoon, wrongPassword } from "@/lib/core/refusals";

/** Why a sign-in was refused, and for how many seconds every other one will be. */
export type SignInRefusal = { message: string; retryAfter?: number };

export const UNREACHABLE: SignInRefusal = {
  message: "The server cannot be reached. Try again in a moment.",
};

/** Signs in by e-mail address and password; undefined when the session cookie is set. */
export async function requestSignIn(
  email: string,
  password: string,
): Promise<SignInRefusal | undefined> {
  try {
    const { csrfToken }: { csrfToken: string } = await (await fetch("/api/auth/csrf")).json();
    const reply = await fetch("/api/auth/callback/credentials", {
      method: "POST",
      body: new URLSearchParams({ email, password, csrfToken, json: "true" }),
    });
    return reply.ok ? undefined : refusalOf(reply);
  } catch {
    return UNREACHABLE;
  }
}

function refusalOf({ status, headers }: Response): SignInRefusal {
  if (status === 401) return said(wrongPassword());
  if (status !== 429) return UNREACHABLE;
  const retryAfter = Number(headers.get("retry-after") ?? 1);
  return { ...said(attemptTooSoon(retryAfter)), retryAfter };
}

function said({ details }: AppError): SignInRefusal {
  return { message: details };
}

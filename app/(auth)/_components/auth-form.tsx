"use client";

import { CircleAlertIcon, ClockIcon, EyeIcon, EyeOffIcon, LoaderCircleIcon } from "lucide-react";
import { type ComponentProps, useEffect, useState } from "react";
import type { FieldValues, Resolver } from "react-hook-form";
import type { z } from "zod";
import { cn } from "@/components/cn";
import { useHydrated } from "@/components/hooks/use-in-browser";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { AppError } from "@/lib/core/errors";
import { attemptTooSoon, wrongPassword } from "@/lib/core/refusals";

/** Why a sign-in was refused, and for how many seconds every other one will be. */
export type SignInRefusal = { message: string; retryAfter?: number };

export const UNREACHABLE: SignInRefusal = {
  message: "The server cannot be reached. Try again in a moment.",
};

/** Signs in by email address and password; undefined when the session cookie is set. */
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

export function SubmitButton({ label, busy }: { label: string; busy: boolean }) {
  const hydrated = useHydrated();
  return (
    <Button
      type="submit"
      size="lg"
      disabled={!hydrated}
      aria-disabled={busy || undefined}
      className="relative w-full disabled:opacity-100"
    >
      {label}
      {busy ? (
        <LoaderCircleIcon
          aria-hidden
          className="absolute right-3 animate-spin motion-reduce:hidden"
        />
      ) : null}
    </Button>
  );
}

/** A password field whose text can be shown. */
export function PasswordInput({ id, className, ...props }: ComponentProps<"input">) {
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <Input
        id={id}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        className={cn("pr-18", className)}
        {...props}
      />
      <button
        type="button"
        aria-controls={id}
        aria-pressed={shown}
        onClick={() => setShown((was) => !was)}
        className="absolute inset-y-1 right-1 flex items-center gap-1 rounded-sm px-2 text-xs font-medium text-muted-foreground transition-colors hover:bg-accent hover:text-accent-foreground"
      >
        {shown ? <EyeOffIcon aria-hidden className="size-3.5" /> : null}
        {shown ? null : <EyeIcon aria-hidden className="size-3.5" />}
        Show
      </button>
    </div>
  );
}

/** Says why a form was refused; after a wait, that it may be sent again. */
export function RefusalAlert({ refusal }: { refusal: SignInRefusal }) {
  const [waited, setWaited] = useState<SignInRefusal>();
  useEffect(() => {
    if (refusal.retryAfter === undefined) return;
    const timer = setTimeout(() => setWaited(refusal), refusal.retryAfter * 1_000);
    return () => clearTimeout(timer);
  }, [refusal]);

  if (waited === refusal) {
    return (
      <Alert variant="info">
        <ClockIcon aria-hidden />
        <AlertDescription>You can try again now.</AlertDescription>
      </Alert>
    );
  }
  return (
    <Alert variant="destructive">
      <CircleAlertIcon aria-hidden />
      <AlertDescription>{refusal.message}</AlertDescription>
    </Alert>
  );
}

/** Checks a form by a schema that is fetched when it is first sent: a page shows it without. */
export function lazyResolver<Values extends FieldValues, Output>(
  schema: () => Promise<z.ZodType<Output, Values>>,
): Resolver<Values, unknown, Output> {
  return async (...asked) => {
    const [{ zodResolver }, loaded] = await Promise.all([
      import("@hookform/resolvers/zod"),
      schema(),
    ]);
    return zodResolver(loaded)(...asked);
  };
}

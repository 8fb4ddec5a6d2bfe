import { CircleAlertIcon, ClockIcon, LoaderCircleIcon } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import {
  type DefaultValues,
  type FieldValues,
  FormProvider,
  type Path,
  type Resolver,
  useForm,
} from "react-hook-form";
import type { z } from "zod";
import { Form } from "@/components/form/form";
import { useHydrated } from "@/components/hooks/use-in-browser";
import { Alert, AlertDescription } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { ActionError, ActionResult } from "@/lib/contracts/action-result";
import type { AppError } from "@/lib/core/errors";
import { attemptTooSoon, wrongPassword } from "@/lib/core/refusals";

/** Why a sign-in was refused, and for how many seconds every other one will be. */
type SignInRefusal = { message: string; retryAfter?: number };

const UNREACHABLE: SignInRefusal = {
  message: "The server cannot be reached. Try again in a moment.",
};

/** Signs in by email address and password; undefined when the session cookie is set. */
async function requestSignIn(email: string, password: string): Promise<SignInRefusal | undefined> {
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

type Account = { email?: string; password: string };

type AuthFormProps<Values extends FieldValues, Output extends Account> = {
  schema: () => Promise<z.ZodType<Output, Values>>;
  values?: DefaultValues<Values>;
  /** Makes the account that is signed in with. */
  create?: (account: Output) => Promise<ActionResult<unknown>>;
  /** Of the account, where it is not typed. */
  email?: string;
  /** The page that follows. */
  href: string;
  submitLabel: string;
  children: ReactNode;
};

/** A form that signs in, with an account that it makes where there is none yet. */
export function AuthForm<Values extends FieldValues, Output extends Account>(
  props: AuthFormProps<Values, Output>,
) {
  const { schema, values, create, email, href, submitLabel, children } = props;
  const [refusal, setRefusal] = useState<SignInRefusal>();
  const [leaving, setLeaving] = useState(false);
  const form = useForm<Values, unknown, Output>({
    resolver: lazyResolver(schema),
    defaultValues: values,
  });
  const busy = form.formState.isSubmitting || leaving;

  /** Beside its field, or above them all. */
  function show({ details: message, issues, retryAfter }: ActionError) {
    const isPlaced = issues.map((issue) => {
      if (!isField<Values>(issue.path)) return false;
      form.setError(issue.path, { message: issue.message }, { shouldFocus: true });
      return true;
    });
    const wait = retryAfter !== undefined && { retryAfter };
    setRefusal(isPlaced.includes(true) ? undefined : { message, ...wait });
  }

  const submit = form.handleSubmit(async (account) => {
    const created = await create?.(account);
    if (created && !created.ok) return show(created.error);
    const refused = await requestSignIn(email ?? account.email ?? "", account.password);
    if (refused && !created) {
      setRefusal(refused);
      if (isField<Values>(PASSWORD)) form.setFocus(PASSWORD, { shouldSelect: true });
      return;
    }
    setLeaving(true);
    window.location.assign(refused ? "/sign-in" : href);
  });

  return (
    <FormProvider {...form}>
      <Form
        method="post"
        onSubmit={() => submit().catch(() => setRefusal(UNREACHABLE))}
        busy={busy}
        className="grid gap-4"
      >
        {refusal ? <RefusalAlert refusal={refusal} /> : null}
        {children}
        <SubmitButton label={submitLabel} busy={busy} />
      </Form>
    </FormProvider>
  );
}

const PASSWORD = "password";
const FIELDS = ["name", "organization", "email", PASSWORD];

function isField<Values extends FieldValues>(name: string): name is Path<Values> {
  return FIELDS.includes(name);
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

/** Says why a form was refused; after a wait, that it may be sent again. */
function RefusalAlert({ refusal }: { refusal: SignInRefusal }) {
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
function lazyResolver<Values extends FieldValues, Output>(
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

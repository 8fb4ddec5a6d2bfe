import "server-only";
import { StepError } from "@/lib/flows/step-error";

const REASONS: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, "refused the connection"],
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, "closed the connection"],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "cannot be reached"],
  [/^HPE_HEADER_OVERFLOW$/, "sent too many headers"],
  [/^HPE_/, "did not answer in HTTP"],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, "has no certificate that can be trusted"],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, "does not speak TLS as it should"],
];

/** What the author is told when no answer came; the error of the system is not shown. */
export function connectionError(error: Error, label: string): StepError {
  if (error instanceof StepError) return error;
  const code = codeOf(error);
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? "could not be asked";
  return new StepError(`${label} ${reason}.`);
}

/** The code of the first cause: trying several addresses makes several errors. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

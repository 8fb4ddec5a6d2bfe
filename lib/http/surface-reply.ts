import "server-only";
import type { AppError } from "@/lib/core/errors";
import type { Outcome } from "@/lib/core/outcome";
import { FLAT_ERRORS, SURFACE_ERRORS, type SurfaceError } from "@/lib/core/refusals";
import { renderError } from "@/lib/http/render-error";

/** An answer of the surface's door; the body is JSON. */
export type SurfaceReply = {
  status: number;
  body: string;
  headers?: Record<string, string>;
  /** The run whose end it tells: another run could end otherwise. */
  executionId?: string;
  /** What it counts as, where the status does not say. */
  outcome?: Outcome | undefined;
};

const OUTCOMES: Partial<Record<SurfaceError, Outcome>> = {
  paused: "paused",
  unpublished: "unpublished",
  wrongCapability: "missing_scope",
};

/** The stated answer to a call that is refused or fails. */
export function surfaceError(
  error: SurfaceError,
  more: Record<string, string> = {},
  headers: Record<string, string> = {},
): SurfaceReply {
  const [status, text] = SURFACE_ERRORS[error];
  const body = JSON.stringify({ error: text, ...more });
  return { status, body, headers, outcome: OUTCOMES[error] };
}

/** Any error in the form of this door: flat where it has a text of its own. */
export function renderSurfaceError(error: AppError, isTokenShown = false): SurfaceReply {
  const { status, body, headers } = renderError(error, isTokenShown);
  const flat = FLAT_ERRORS[error.code];
  return flat ? surfaceError(flat, {}, headers) : { status, body: JSON.stringify(body), headers };
}

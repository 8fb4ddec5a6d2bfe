import {
  AppError,
  badRequest,
  conflict,
  type ErrorCode,
  type Issue,
  invalidField,
  unavailable,
} from "@/lib/core/errors";
import type { Outcome } from "@/lib/core/outcome";

// What is refused in more than one place, or shown in the reference: each sentence stands here alone.

/** What it counts as, and seconds to wait, where the status does not say. */
type SurfaceFacts = { outcome?: Outcome; retryAfter?: `${number}` };

export type SurfaceRefusal = readonly [status: number, error: string, facts?: SurfaceFacts];

/** Statuses and `error` texts of calls: flat, and without `details` where the text says it all. */
export const SURFACE_ERRORS = {
  unauthorized: [401, "Invalid or missing API key"],
  wrongResource: [403, "API key does not have permission to access this resource"],
  wrongCapability: [
    403,
    "API key does not have permission to access this capability",
    { outcome: "missing_scope" },
  ],
  unknownCapability: [404, "Capability not found"],
  suspended: [403, "Customer is suspended"],
  paused: [503, "Surface is paused", { outcome: "paused", retryAfter: "60" }],
  unpublished: [503, "Capability has no published version", { outcome: "unpublished" }],
  stepFailed: [502, "A step of the capability failed"],
  timedOut: [504, "The capability took too long"],
  keyReused: [409, "Idempotency-Key was used with another request"],
  keyNotKept: [409, "The answer to this Idempotency-Key was too large to be kept"],
  interrupted: [409, "The run of this Idempotency-Key was interrupted, and is not repeated"],
  keyInUse: [409, "A request with this Idempotency-Key is still running", { retryAfter: "1" }],
} as const satisfies Record<string, SurfaceRefusal>;

export type SurfaceError = keyof typeof SURFACE_ERRORS;

/** What an error of any route is called on a surface. */
export const FLAT_ERRORS: Partial<Record<ErrorCode, SurfaceError>> = {
  unauthorized: "unauthorized",
  forbidden: "wrongResource",
  not_found: "unknownCapability",
};

const TEST_KEY = { code: "TEST_KEY_PERMISSION_DENIED" };

export const notJson = () => badRequest("The body is not valid JSON.");
export const unfitInput = (issues: Issue[]) => badRequest("The input is not valid.", issues);
export const differentKeys = () =>
  badRequest("Authorization and X-API-Key carry different credentials.");
export const keySentInAddress = () =>
  badRequest("An API key must not be sent in the address. Revoke it.");

export const invalidKey = () => new AppError("unauthorized", SURFACE_ERRORS.unauthorized[1]);
export const sessionEnded = () =>
  new AppError("unauthorized", "Your session has ended. Sign in again.");
export const wrongPassword = () => new AppError("unauthorized", "Wrong email address or password.");

export const missingPermission = (permission: string) =>
  new AppError("forbidden", `Missing required permission: ${permission}`, { permission });
export const needsPerson = () => new AppError("forbidden", "This needs a signed-in person");
export const addressNotAllowed = () =>
  new AppError("forbidden", "API key is not allowed from this address");
export const customerSuspended = () =>
  new AppError("forbidden", SURFACE_ERRORS.suspended[1], { onSurface: "suspended" });
export const crossOrigin = () =>
  new AppError("forbidden", "Cross-origin requests with a session are refused");
export const testKeysCannot = (act: string) =>
  new AppError("forbidden", `Test keys cannot ${act}`, TEST_KEY);

export const noRoute = () => new AppError("not_found", "No such route");
export const noPage = () => new AppError("not_found", "No such page");
export const methodNotAllowed = (method: string, allow: string[]) =>
  new AppError("method_not_allowed", `${method} is not allowed here`, { allow });

export const keyRevoked = () => conflict("This key is revoked. This cannot be undone.");
export const keyChanged = () =>
  conflict("This key was changed in the meantime. Reload it, then repeat the change.");
export const rotationUnderWay = () =>
  conflict(
    "A rotation is in progress and the old secret still works. Wait until it stops working, or rotate without a grace period.",
  );
export const changedMeanwhile = (what: string) =>
  conflict(`The ${what} has changed since you last read it`);
export const flowUnpublished = () => conflict("The flow has no published version");
export const flowInUse = () => conflict("Capabilities use this flow");
export const flowUsedBy = (capabilities: string) =>
  conflict(`Remove the capabilities that use this flow first: ${capabilities}`);
export const productSlugTaken = () => conflict("Another product has this slug");
export const endpointSlugTaken = (slug: string) =>
  conflict(`The slug ${slug} is taken on this surface`);
export const onSurfaceAlready = () => conflict("The capability is on this surface already");
export const sameRecord = () => conflict("A record of this type and name already exists");
export const samePrompt = () => conflict("A prompt of this name already exists");
export const sameSecret = () => conflict("A secret of this key already exists in this environment");
export const samePlan = () => conflict("A plan of this name already exists");
export const sameCustomer = () => conflict("A customer with this external id already exists");
export const resumeCustomerFirst = () => conflict("This customer is suspended. Resume it first.");
export const planInUse = (customers: number) =>
  conflict(
    `${customers} ${customers === 1 ? "customer is" : "customers are"} on this plan. Move them to another plan first.`,
  );
export const noPortal = () =>
  conflict(
    "No surface is shown in the customer portal. Switch it on in the settings of one first.",
  );
export const currencyInUse = (currency: string) =>
  conflict(`Prices, spend caps or costs are in ${currency} already, so the currency stays.`);
export const linkClaimed = () => conflict("This link was claimed. Revoke its key instead.");
export const customerHasKeys = (keys: number) =>
  conflict(
    `This customer has ${keys} ${keys === 1 ? "key that is" : "keys that are"} not revoked. Revoke them first.`,
  );
export const keyReused = () => conflict(SURFACE_ERRORS.keyReused[1]);
export const keyNotKept = () => conflict(SURFACE_ERRORS.keyNotKept[1]);
export const keyInUse = (facts: { retryAfter?: number } = {}) =>
  new AppError("conflict", SURFACE_ERRORS.keyInUse[1], facts);
export const runInterrupted = (executionId: string) =>
  conflict(`Run ${executionId} of this request was interrupted, and is not repeated`);
export const secretGone = (id: string) =>
  conflict(
    `${id.startsWith("key_") ? "Key" : "Link"} ${id} was created by this request; its secret cannot be shown again`,
  );

export const rolledAlready = () =>
  conflict("This request has rolled the key; its new secret cannot be shown again");

/** What a visitor of a link is told: a guess learns nothing of those that there are. */
export const linkGone = () =>
  new AppError(
    "gone",
    "This link does not work any more: ask the people who sent it to you for a new one.",
  );
export const claimedAlready = () =>
  new AppError(
    "gone",
    "The key of this link is already claimed: if that was not you, tell the people who sent you the link.",
  );
export const portalClosed = () =>
  new AppError(
    "gone",
    "This portal is closed: ask the people who sent you its link for a new one.",
  );
export const keyNotInUse = () =>
  new AppError("forbidden", "This key is turned off or has expired, so it cannot be rolled.");
export const linkNotOpened = () =>
  badRequest("Open the link that you were sent again: this browser does not know it.");
export const wrongPasscode = () => invalidField("passcode", "This is not the passcode.");

/** The same as what it is made of, for a caller who asked with If-Match. */
export const preconditionFailed = ({ details }: AppError) =>
  new AppError("precondition_failed", details);

export const tooSlow = () =>
  new AppError("request_timeout", "The request took too long to arrive.");
export const bodyTooLarge = (bytes: number) =>
  new AppError("payload_too_large", `The body has more than ${bytes} bytes.`);
export const notSentAsJson = () =>
  new AppError("unsupported_media_type", "Send the body as application/json.");
export const unknownExpectation = () =>
  new AppError("expectation_failed", "Only Expect: 100-continue is supported.");
export const headersTooLarge = (bytes: number) =>
  new AppError("headers_too_large", `The headers have more than ${bytes} bytes.`);

export const attemptTooSoon = (retryAfter: number) =>
  new AppError(
    "rate_limited",
    `Too many attempts. Try again in ${retryAfter} ${retryAfter === 1 ? "second" : "seconds"}.`,
    { retryAfter },
  );

export const unexpected = (requestId: string) =>
  new AppError("internal", `Something went wrong. Quote ${requestId} when you ask for help.`);
export const keyNotChecked = () => unavailable("The key could not be checked. Try again.");
export const databaseUnreachable = () => unavailable("The database cannot be reached. Try again.");
/** What a run that did not end before the server did is answered with. */
export const stopping = () => unavailable("The server is stopping. Try again.");

export const feedDropped = (earliestCursor: string) =>
  new AppError("gone", "The events after this cursor are no longer kept", { earliestCursor });

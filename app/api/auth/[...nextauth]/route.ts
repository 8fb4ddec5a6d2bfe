import { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { sessionFromCookies } from "@/lib/auth/current-session";
import { tokenInCookies } from "@/lib/auth/session-token";
import { returnPath } from "@/lib/contracts/people/return-path";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { noPage } from "@/lib/core/refusals";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { renderError, toAppError } from "@/lib/http/render-error";
import { assertSameOrigin } from "@/lib/http/served-hosts";
import { endSession } from "@/lib/services/people/sessions";
import { authOptions, type SignInOutcome } from "./auth-options";

const MAX_FORM_BYTES = 10_000;
const READS = new Set(["csrf", "providers", "signin", "signout"]);
const NO_STORE = { "Cache-Control": "no-store" };
const TO_SIGN_IN = { status: 302, headers: { Location: "/sign-in", ...NO_STORE } };

type Context = { params: Promise<{ nextauth: string[] }> };

/** What next-auth may read. The session is told from its row, never from the token alone. */
export function GET(request: NextRequest, context: Context): Promise<Response> {
  return answer(async () => {
    const { nextauth } = await context.params;
    if (nextauth.join("/") === "session") return visibleSession(request);
    // next-auth would write the error into the address as it came, and no page reads it.
    if (nextauth[0] === "error") return new Response(null, TO_SIGN_IN);
    if (!READS.has(nextauth[0] ?? "")) throw noPage();
    return ask(new NextRequest(withKnownQuery(request)), context, {});
  });
}

/** Signing in and out, from this site's own pages only. */
export function POST(request: NextRequest, context: Context): Promise<Response> {
  return answer(async () => {
    assertSameOrigin(request);
    const { nextauth } = await context.params;
    const act = nextauth.join("/");
    if (act !== "signout" && act !== "callback/credentials") {
      throw noPage();
    }
    const form = await readForm(request);
    if (act === "signout") await endOwnSession(request);
    const outcome: SignInOutcome = {};
    const response = await ask(form, context, outcome);
    if (outcome.refused) return refusal(outcome.refused, response);
    for (const cookie of outcome.cookies ?? []) response.headers.append("Set-Cookie", cookie);
    return response;
  });
}

async function answer(work: () => Promise<Response>): Promise<Response> {
  try {
    return await work();
  } catch (error) {
    const { status, body, headers } = renderError(toAppError(error, newId("request")));
    return Response.json(body, { status, headers: { ...headers, ...NO_STORE } });
  }
}

function ask(request: NextRequest, context: Context, outcome: SignInOutcome): Promise<Response> {
  return NextAuth(request, context, authOptions(outcome));
}

async function visibleSession(request: NextRequest): Promise<Response> {
  const session = await sessionFromCookies(request.headers.get("cookie") ?? "");
  if (!session) return Response.json({}, { headers: NO_STORE });
  const { userName: name, email, expiresAt: expires } = session;
  return Response.json({ user: { name, email }, expires }, { headers: NO_STORE });
}

/** next-auth answers 500 to a return address that it cannot read. */
function withKnownQuery(request: NextRequest): URL {
  const url = new URL(request.nextUrl.pathname, request.url);
  const callbackUrl = request.nextUrl.searchParams.get("callbackUrl");
  if (callbackUrl) url.searchParams.set("callbackUrl", returnPath(callbackUrl));
  return url;
}

async function readForm(request: NextRequest): Promise<NextRequest> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) {
    throw new AppError("unsupported_media_type", "Send the fields as a form.");
  }
  const length = Number(request.headers.get("content-length") ?? Number.NaN);
  if (!(length <= MAX_FORM_BYTES))
    throw new AppError("payload_too_large", "The form is too large.");
  const { method, headers } = request;
  return new NextRequest(withKnownQuery(request), { method, headers, body: await request.text() });
}

async function endOwnSession(request: NextRequest): Promise<void> {
  const { headers } = request;
  const token = tokenInCookies(headers.get("cookie") ?? "");
  if (token === undefined) return;
  const address = headers.get(CLIENT_ADDRESS_HEADER);
  const userAgent = headers.get("user-agent");
  await endSession(token, { requestId: newId("request"), address, userAgent });
}

/** next-auth knows one refusal; too many attempts and an outage have statuses of their own. */
function refusal(error: AppError, response: Response): Response {
  const rendered = renderError(error);
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(rendered.headers)) headers.set(name, value);
  headers.delete("WWW-Authenticate");
  headers.set("Cache-Control", "no-store");
  return new Response(response.body, { status: rendered.status, headers });
}

import "server-only";
import type { AuthOptions, CookieOption } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { cookieName, isHttps } from "@/lib/auth/cookie";
import { sessionCookieName, sessionMaxAge } from "@/lib/auth/session-token";
import { returnPath } from "@/lib/contracts/people/return-path";
import type { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { env } from "@/lib/env";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { toAppError } from "@/lib/http/render-error";
import { log } from "@/lib/log";
import { signIn } from "@/lib/services/people/sessions";

/** The outcome of the sign-in of one request; cookies make the browser known to the account. */
export type SignInOutcome = { refused?: AppError; cookies?: string[] };

/** next-auth as the one door for email address and password; its tokens name a session row. */
export function authOptions(outcome: SignInOutcome): AuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionMaxAge() },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    useSecureCookies: isHttps(),
    cookies: {
      sessionToken: cookie(sessionCookieName()),
      callbackUrl: cookie(cookieName("next-auth.callback-url")),
      csrfToken: cookie(cookieName("next-auth.csrf-token")),
    },
    providers: [passwordProvider(outcome)],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return `${baseUrl}${returnPath(path)}`;
      },
    },
    logger: {
      error: (code, metadata) => log().debug({ code, metadata }, "next-auth"),
      warn: (code) => log().debug({ code }, "next-auth"),
      debug: () => undefined,
    },
  };
}

function passwordProvider(outcome: SignInOutcome) {
  return CredentialsProvider({
    name: "Email address and password",
    credentials: {
      email: { label: "Email", type: "email" },
      password: { label: "Password", type: "password" },
    },
    authorize: async (credentials, request) => {
      try {
        const { sessionId, cookies } = await signIn({
          credentials: { email: credentials?.email, password: credentials?.password },
          address: request.headers?.[CLIENT_ADDRESS_HEADER] ?? null,
          userAgent: request.headers?.["user-agent"] ?? null,
          cookies: request.headers?.cookie ?? "",
        });
        outcome.cookies = cookies;
        return { id: sessionId };
      } catch (error) {
        outcome.refused = toAppError(error, newId("request"));
        return null;
      }
    },
  });
}

function cookie(name: string): CookieOption {
  return { name, options: { httpOnly: true, sameSite: "lax", path: "/", secure: isHttps() } };
}

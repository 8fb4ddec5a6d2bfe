import "server-only";
import type { z } from "zod";
import { newId } from "@/lib/core/ids";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { readBody } from "@/lib/http/read-input";
import { renderError, toAppError } from "@/lib/http/render-error";
import { assertSameOrigin } from "@/lib/http/served-hosts";
import type { Verb } from "@/lib/services/verb";

const NO_STORE = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" };

/**
 * The door of visitors, who have no account: what they sent and the cookies of their browser go to a
 * verb that is open to everyone, and decides by those alone.
 */
export function visitorRoute<I extends z.ZodType, Shown extends { setCookies: string[] }>(
  verb: Verb<I, z.ZodType<Shown>>,
): (request: Request) => Promise<Response> {
  return async (request) => {
    const requestId = newId("request");
    try {
      assertSameOrigin(request);
      const { headers } = request;
      const origin = {
        requestId,
        address: headers.get(CLIENT_ADDRESS_HEADER),
        userAgent: headers.get("user-agent"),
      };
      const { fields } = await readBody(request);
      const asked = { ...fields, cookies: headers.get("cookie") ?? "" };
      const output = await verb.perform({ principal: null, ...origin }, () => asked);
      const { setCookies, ...shown } = output;
      const answer = Response.json(shown, { headers: NO_STORE });
      for (const cookie of setCookies) answer.headers.append("Set-Cookie", cookie);
      return answer;
    } catch (error) {
      const { status, body, headers } = renderError(toAppError(error, requestId));
      return Response.json(body, { status, headers: { ...headers, ...NO_STORE } });
    }
  };
}

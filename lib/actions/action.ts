import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { principalFromCookies } from "@/lib/auth/current-session";
import type { ActionResult } from "@/lib/contracts/action-result";
import { newId } from "@/lib/core/ids";
import { sessionEnded } from "@/lib/core/refusals";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { performOnce, Replay } from "@/lib/http/idempotency";
import { assertJsonValue } from "@/lib/http/json-complexity";
import { formUnderWay } from "@/lib/http/read-input";
import { toAppError } from "@/lib/http/render-error";
import { assertSameOrigin } from "@/lib/http/served-hosts";
import type { Verb } from "@/lib/services/verb";

/**
 * The door of forms: a server action that performs a verb as the signed-in person. Never throws. A
 * form whose answer may be lost gives its act a name, as a request has an Idempotency-Key.
 */
export function action<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
): (input: z.input<I>, name?: string) => Promise<ActionResult<z.output<O>>> {
  return async (input, name) => {
    const requestId = newId("request");
    const form = formUnderWay().getStore();
    if (form) form.isRead = true;
    try {
      const sent = await headers();
      assertSameOrigin({ method: "POST", headers: sent });
      const principal = await principalFromCookies(sent.get("cookie") ?? "");
      if (!principal && verb.contract.need !== "anyone") {
        throw sessionEnded();
      }
      const address = sent.get(CLIENT_ADDRESS_HEADER);
      const caller = { principal, requestId, address, userAgent: sent.get("user-agent") };
      // A browser may send anything, whatever the type says.
      const named = typeof name === "string" ? name : null;
      return { ok: true, value: await performOnce(verb, caller, named, () => checked(input)) };
    } catch (error) {
      if (error instanceof Replay) {
        return { ok: true, value: verb.contract.output.parse(JSON.parse(error.answer.body ?? "")) };
      }
      const { code, details, facts } = toAppError(error, requestId);
      const { issues = [], retryAfter } = facts;
      const wait = retryAfter !== undefined && { retryAfter };
      return { ok: false, error: { code, details, issues, ...wait } };
    }
  };
}

/** React reads more than JSON from a browser, circles too. Throws `bad_request`. */
function checked(input: unknown): unknown {
  assertJsonValue(input);
  return input;
}

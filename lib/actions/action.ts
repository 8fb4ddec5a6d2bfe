import "server-only";
import { headers } from "next/headers";
import type { z } from "zod";
import { principalFromCookies } from "@/lib/auth/user-principal";
import type { ActionResult } from "@/lib/contracts/action-result";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { toAppError } from "@/lib/http/render-error";
import { assertSameOrigin } from "@/lib/http/same-origin";
import type { Verb } from "@/lib/services/verb";

/** The door of forms: a server action that performs a verb as the signed-in person. Never throws. */
export function action<I extends z.ZodType, O extends z.ZodType>(
  verb: Verb<I, O>,
): (input: z.input<I>) => Promise<ActionResult<z.output<O>>> {
  return async (input) => {
    const requestId = newId("request");
    try {
      const sent = await headers();
      assertSameOrigin({ method: "POST", headers: sent });
      const principal = await principalFromCookies(sent.get("cookie") ?? "");
      if (!principal && verb.contract.need !== "anyone") {
        throw new AppError("unauthorized", "Your session has ended. Sign in again.");
      }
      const address = sent.get(CLIENT_ADDRESS_HEADER);
      return {
        ok: true,
        value: await verb.perform({ principal, requestId, address }, () => input),
      };
    } catch (error) {
      const { code, details, facts } = toAppError(error, requestId);
      const { issues = [], retryAfter } = facts;
      const wait = retryAfter !== undefined && { retryAfter };
      return { ok: false, error: { code, details, issues, ...wait } };
    }
  };
}

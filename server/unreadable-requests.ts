import type { IncomingMessage, ServerResponse } from "node:http";
import { parseAndValidateFlightRouterState } from "next/dist/server/app-render/parse-and-validate-flight-router-state.js";
import { cookieName, withoutCookie } from "@/lib/auth/cookie";
import { AppError } from "@/lib/core/errors";
import { formUnderWay } from "@/lib/http/read-input";
import { refuse } from "@/server/refuse";

// What Next or next-auth answers with 500, though the request alone is at fault.

const TREE = "next-router-state-tree";
const NO_FORM = new AppError("unsupported_media_type", "This page takes no form of this type.");

/** Takes away what a browser says it shows, where Next cannot read it: it then gets the whole page. */
export function dropUnreadableTree({ headers }: IncomingMessage): void {
  try {
    parseAndValidateFlightRouterState(headers[TREE]);
  } catch {
    delete headers[TREE];
  }
}

/**
 * Takes away next-auth's cookie for the way back: it fails over one that it cannot read, and our forms
 * say themselves where they lead.
 */
export function dropWayBack({ headers }: IncomingMessage): void {
  const name = cookieName("next-auth.callback-url");
  if (headers.cookie?.includes(name)) headers.cookie = withoutCookie(headers.cookie, name);
}

/** Whether a form was answered here, because no page has it: ours name an action. */
export function answeredForm(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url, headers } = request;
  const isOurs = headers["next-action"] !== undefined || url?.startsWith("/v1/");
  const isForm = method === "POST" && headers["content-type"]?.startsWith("multipart/form-data");
  if (isOurs || !isForm) return false;
  void refuse(response, NO_FORM);
  return true;
}

/** Lets Next answer a form. Where it fails before the form's action was called, it could not read it. */
export function answerForm(response: ServerResponse, answer: () => Promise<void>): Promise<void> {
  const form = { isRead: false };
  const writeHead = response.writeHead.bind(response);
  response.writeHead = (status: number, ...rest: []) =>
    writeHead(status === 500 && !form.isRead ? 400 : status, ...rest);
  return formUnderWay().run(form, answer);
}

import { POST as openRoute } from "@/app/api/claim/open/route";
import { POST as pressRoute } from "@/app/api/claim/press/route";
import { POST as enterRoute } from "@/app/api/portal/enter/route";
import { POST as leaveRoute } from "@/app/api/portal/leave/route";
import { POST as openPortalRoute } from "@/app/api/portal/open/route";
import { POST as overviewRoute } from "@/app/api/portal/overview/route";
import { POST as rollRoute } from "@/app/api/portal/roll/route";
import { newId } from "@/lib/core/ids";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { ORIGIN } from "./contract-requests";

type Route = (request: Request) => Promise<Response>;

export type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

/** What a reply tells, without its headers. */
export const said = ({ status, body }: Reply) => ({ status, body });

/** A browser of someone without an account: keeps cookies, and asks as pages of ours do. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(readonly address?: string) {}

  async post(route: Route, body: object, headers: Record<string, string> = {}): Promise<Reply> {
    const sent = {
      "Content-Type": "application/json",
      Origin: ORIGIN,
      Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "),
      ...(this.address && { [CLIENT_ADDRESS_HEADER]: this.address }),
      ...headers,
    };
    const request = new Request(ORIGIN, {
      method: "POST",
      headers: sent,
      body: JSON.stringify(body),
    });
    const response = await route(request);
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return {
      status: response.status,
      headers: response.headers,
      body: Object(await response.json()),
    };
  }

  open(asked: { token?: string; link?: string }) {
    return this.post(openRoute, asked);
  }

  press(link: string, passcode?: string) {
    return this.post(pressRoute, { link, ...(passcode !== undefined && { passcode }) });
  }

  /** Opens a link and presses its button. */
  async claim(token: string, passcode?: string): Promise<Reply> {
    const { body } = await this.open({ token });
    return this.press(String(body.link), passcode);
  }

  openPortal(token: string, headers?: Record<string, string>) {
    return this.post(openPortalRoute, { token }, headers);
  }

  enterPortal(link: string) {
    return this.post(enterRoute, { link });
  }

  portal(asked: { link?: string } = {}) {
    return this.post(overviewRoute, asked);
  }

  roll(key: string, graceSeconds = 0, headers?: Record<string, string>, name = newId("request")) {
    return this.post(rollRoute, { key, graceSeconds, name }, headers);
  }

  leavePortal() {
    return this.post(leaveRoute, {});
  }

  /** Opens a portal link and presses its button. */
  async visit(token: string): Promise<Reply> {
    const { body } = await this.openPortal(token);
    return this.enterPortal(String(body.link));
  }

  #keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

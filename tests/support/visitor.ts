import { POST as openRoute } from "@/app/api/claim/open/route";
import { POST as pressRoute } from "@/app/api/claim/press/route";
import { CLIENT_ADDRESS_HEADER } from "@/lib/http/call";
import { ORIGIN } from "./contract-requests";

type Route = (request: Request) => Promise<Response>;

export type Reply = { status: number; headers: Headers; body: Record<string, unknown> };

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

  #keep(cookie: string): void {
    const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (/Max-Age=0/.test(cookie)) this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}

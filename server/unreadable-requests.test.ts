import { IncomingMessage, ServerResponse } from "node:http";
import { Socket } from "node:net";
import { describe, expect, it, vi } from "vitest";
import { formUnderWay } from "@/lib/http/read-input";
import {
  answeredForm,
  answerForm,
  dropUnreadableTree,
  dropWayBack,
} from "@/server/unreadable-requests";

const TREE = "next-router-state-tree";
const SHOWN = ["", { children: ["(auth)", { children: ["sign-in", {}, null, "refetch"] }] }];

function request(headers: Record<string, string>): IncomingMessage {
  return Object.assign(new IncomingMessage(new Socket()), { headers });
}

describe("what a browser says it shows", () => {
  it.each([
    ["x", "x"],
    ["nothing", ""],
    ["null", "null"],
    ["an object", "{}"],
    ["half a tree", '[""]'],
    ["half an escape", "%E0%A4%A"],
    ["40,000 characters", `["${"a".repeat(40_000)}",{}]`],
  ])("is dropped where Next could not read it: %s", (_what, text) => {
    const sent = request({ [TREE]: text, rsc: "1" });
    dropUnreadableTree(sent);
    expect(sent.headers).toEqual({ rsc: "1" });
  });

  it("stays where it can be read", () => {
    const headers = { [TREE]: encodeURIComponent(JSON.stringify(SHOWN)) };
    const sent = request({ ...headers });
    dropUnreadableTree(sent);
    expect(sent.headers).toEqual(headers);
  });
});

describe("a cookie that says the way back", () => {
  it.each([
    ["next-auth.callback-url=foo", ""],
    ["a=1; next-auth.callback-url=%00; b=%7C|", "a=1; b=%7C|"],
    ["next-auth.callback-url=a;next-auth.callback-url=b; b=2", "b=2"],
    ["a=next-auth.callback-url; b=2", "a=next-auth.callback-url; b=2"],
  ])("is left out of %s", (cookie, rest) => {
    const sent = request({ cookie });
    dropWayBack(sent);
    expect(sent.headers).toEqual({ cookie: rest });
  });
});

describe("a form", () => {
  const TYPE = "multipart/form-data; boundary=a";
  const status = async (headers: Record<string, string>, answered = 500, url = "/sign-up") => {
    const sent = Object.assign(request(headers), { method: "POST", url });
    const response = new ServerResponse(sent);
    if (!answeredForm(sent, response)) response.writeHead(answered).end();
    await vi.waitFor(() => expect(response.headersSent).toBe(true));
    return response.statusCode;
  };

  it("that Next fails over is 400 until its action was called: it could not be read", async () => {
    const answered = async (status: number, isCalled: boolean) => {
      const response = new ServerResponse(request({ "next-action": "a" }));
      await answerForm(response, async () => {
        const form = formUnderWay().getStore();
        if (form && isCalled) form.isRead = true;
        response.writeHead(status).end();
      });
      return response.statusCode;
    };
    expect(await answered(500, false)).toBe(400);
    expect(await answered(500, true)).toBe(500);
    expect(await answered(200, true)).toBe(200);
    expect(await status({ "next-action": "a", "content-type": TYPE }, 200)).toBe(200);
  });

  it("that names no action is 415", async () => {
    expect(await status({ "content-type": TYPE })).toBe(415);
    expect(await status({ "content-type": "multipart/form-data" })).toBe(415);
  });

  it("of another door is left to it", async () => {
    expect(await status({ "content-type": TYPE }, 500, "/v1/flows")).toBe(500);
    expect(await status({ "content-type": "application/x-www-form-urlencoded" })).toBe(500);
  });
});

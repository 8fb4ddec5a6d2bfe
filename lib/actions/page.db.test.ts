import { isValidElement, type ReactNode } from "react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { page, readOpen, type Visit } from "@/lib/actions/page";
import { getFlow, listFlows } from "@/lib/services/flow/reads";
import { createFlow } from "@/lib/services/flow/writes";
import { findInvitation } from "@/lib/services/people/reads";
import { createOrganization, createPerson, type Person } from "@/tests/factories/people";

/** Next tells a page of its request by this alone. */
const sent = vi.hoisted(() => new Headers());
vi.mock("next/headers", () => ({ headers: async () => sent }));

let person: Person;

beforeEach(async () => {
  person = await createPerson({ organizationId: await createOrganization("Works") });
  sent.set("cookie", person.cookie);
  sent.delete("x-runtype-path");
});

const flowPage = page(getFlow, {
  input: ({ params }: Visit<{ flowId: string }>) => ({ id: params.flowId }),
  title: ({ name }) => `Flow · ${name}`,
  crumbs: ({ id, name }) => [{ href: `/flows/${id}`, name }],
  show: ({ name }, { children }) => [name, children],
});

const listPage = page(listFlows, {
  input: ({ query }) => ({ cursor: query("cursor"), search: query("search") }),
  title: "Flows",
  show: (flows) => flows.data.length,
});

const at = (flowId: string) => ({ params: Promise.resolve({ flowId }) });
const asked = (query: Record<string, string>) => ({
  params: Promise.resolve({}),
  searchParams: Promise.resolve(query),
});

async function storeFlow(name: string): Promise<string> {
  const caller = { principal: person.principal, requestId: "req_test" };
  const { id } = await createFlow.perform(caller, () => ({ name, steps: [] }));
  return id;
}

/** What is said inside an element, its props included. */
function saidIn(node: ReactNode): string {
  return isValidElement(node) ? JSON.stringify(node.props) : JSON.stringify(node);
}

describe("the door of pages", () => {
  it("shows what the verb answers, with its title, its breadcrumbs and what a layout is around", async () => {
    const id = await storeFlow("Summarize");
    expect(await flowPage.generateMetadata(at(id))).toEqual({ title: "Flow · Summarize" });
    const shown = saidIn(await flowPage.Page({ ...at(id), children: "inside" }));
    for (const part of [`"href":"/flows/${id}"`, '"name":"Summarize"', '"inside"']) {
      expect(shown).toContain(part);
    }
  });

  it("begins what it reads besides before the verb has answered, and shows without it", async () => {
    const id = await storeFlow("Summarize");
    const order: string[] = [];
    const { Page } = page(
      {
        ...getFlow,
        perform: async (...asked) => {
          const flow = await getFlow.perform(...asked);
          order.push("answered");
          return flow;
        },
      },
      {
        input: ({ params }: Visit<{ flowId: string }>) => ({ id: params.flowId }),
        ahead: async () => {
          order.push("begun");
          throw new Error("refused");
        },
        show: ({ name }) => name,
      },
    );
    expect(saidIn(await Page(at(id)))).toContain("Summarize");
    expect(order).toEqual(["begun", "answered"]);
  });

  it("answers with the 404 page for what is not there, or is another organization's", async () => {
    const id = await storeFlow("Theirs");
    sent.set("cookie", (await createPerson()).cookie);
    for (const flowId of [id, "flow_nothing", "x".repeat(500)]) {
      await expect(flowPage.Page(at(flowId))).rejects.toMatchObject({
        digest: expect.stringContaining("404"),
      });
    }
  });

  it("sends a visitor without a session to sign in and back", async () => {
    sent.delete("cookie");
    sent.set("x-runtype-path", "/flows?search=a");
    await expect(listPage.Page(asked({ search: "a" }))).rejects.toMatchObject({
      digest: expect.stringContaining("/sign-in?callbackUrl=%2Fflows%3Fsearch%3Da"),
    });
  });

  it("leads from a page of a list that is gone to its first, and keeps the rest of the query", async () => {
    sent.set("x-runtype-path", "/flows?search=a&cursor=gone&page=3");
    await expect(listPage.Page(asked({ search: "a", cursor: "gone" }))).rejects.toMatchObject({
      digest: expect.stringContaining(";/flows?search=a;"),
    });
  });

  it("leads from a query that nobody may ask to the address without it", async () => {
    const search = "x".repeat(5_000);
    sent.set("x-runtype-path", `/flows?search=${search}`);
    await expect(listPage.Page(asked({ search }))).rejects.toMatchObject({
      digest: expect.stringContaining(";/flows;"),
    });
  });

  it("leaves what a person may not see to the screen of errors", async () => {
    const { organizationId } = person.principal;
    sent.set("cookie", (await createPerson({ organizationId, role: "viewer" })).cookie);
    const closed = page(createFlow, {
      input: () => ({ name: "Ours", steps: [] }),
      show: () => null,
    });
    await expect(closed.Page(asked({}))).rejects.toMatchObject({ code: "forbidden" });
  });

  it("says nothing of what everyone may open where there is nothing", async () => {
    sent.delete("cookie");
    expect(await readOpen(findInvitation, { token: "nothing" })).toBeNull();
  });
});

import { beforeEach, describe, expect, it, vi } from "vitest";
import { submitAcceptance, submitJoining } from "@/app/(auth)/actions";
import { action } from "@/lib/actions/action";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";
import { invite } from "@/lib/services/people/invite";
import { createRecord } from "@/lib/services/record/writes";
import { createOrganization, createPerson, type Person } from "@/tests/factories/people";
import { minutesPass } from "@/tests/support/refused-acts";
import { awayFromEndOf } from "@/tests/support/within-window";

/** Next tells a server action of its request by this alone. */
const sent = vi.hoisted(() => new Headers());
vi.mock("next/headers", () => ({ headers: async () => sent }));

const FROM = { address: "203.0.113.0/24", userAgent: "Browser/3.0" };
const submitRecord = action(createRecord);
let organizationId = "";

beforeEach(async () => {
  sent.set("origin", new URL(env().NEXTAUTH_URL).origin);
  sent.set("x-runtype-client-address", "203.0.113.9");
  sent.set("user-agent", FROM.userAgent);
  sent.delete("cookie");
  organizationId = await createOrganization("Works");
});

const entriesOf = (action: string) =>
  prisma().auditEntry.findMany({ where: { organizationId, action } });

const submitAs = (person: Person) => {
  sent.set("cookie", person.cookie);
  return submitRecord({ type: "customer", name: "Acme" });
};

async function tokenFor(email: string): Promise<string> {
  const { link } = await invite({ email, role: "member", organizationId });
  return decodeURIComponent(link).split("/").at(-1) ?? "";
}

describe("the door of forms", () => {
  it("records where a change came from", async () => {
    expect(await submitAs(await createPerson({ organizationId }))).toMatchObject({ ok: true });
    expect(await entriesOf("record.create")).toMatchObject([{ ...FROM, outcome: "done" }]);
  });

  it("answers what is not JSON with bad_request, named or not", async () => {
    sent.set("cookie", (await createPerson({ organizationId })).cookie);
    const circle: Record<string, never> = {};
    Object.assign(circle, { inner: circle });
    for (const metadata of [circle, { a: 1n }, { a: Number.NaN }]) {
      const record = { type: "customer", name: "Acme" };
      Object.assign(record, { metadata });
      for (const name of [undefined, crypto.randomUUID()]) {
        const error = { code: "bad_request" };
        expect(await submitRecord(record, name)).toMatchObject({ ok: false, error });
      }
    }
  });

  it("counts what a person is refused, with where from", async () => {
    await awayFromEndOf("minute", 10_000);
    const viewer = await createPerson({ organizationId, role: "viewer" });
    for (const _time of [1, 2]) expect(await submitAs(viewer)).toMatchObject({ ok: false });
    expect(await entriesOf("record.create")).toEqual([]);
    await minutesPass();
    expect(await entriesOf("record.create")).toMatchObject([
      { ...FROM, outcome: "denied", actorId: viewer.principal.userId, metadata: { count: 2 } },
    ]);
  });

  it("records where an invitation was accepted from, with an account and without", async () => {
    const person = await createPerson();
    const [token, other] = [await tokenFor("new@guest.example"), await tokenFor(person.email)];
    const account = { token, name: "Guest", password: "kettle orbit thistle" };
    expect(await submitAcceptance(account)).toMatchObject({ ok: true });
    sent.set("cookie", person.cookie);
    expect(await submitJoining({ token: other })).toMatchObject({ ok: true });
    expect(await entriesOf("invitation.accept")).toMatchObject([FROM]);
    expect(await entriesOf("invitation.join")).toMatchObject([FROM]);
  });
});

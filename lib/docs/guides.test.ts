import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { headingId, sectionsOf } from "@/lib/core/markdown-sections";
import { searchEntries } from "@/lib/core/text-search";
import { GUIDE_NAMES, guideList, guides } from "@/lib/docs/guides";
import { referenceOf } from "@/lib/docs/reference";
import { searchIndex } from "@/lib/docs/search-index";
import { DELEGABLE_PERMISSIONS } from "@/lib/policy/permissions";
import { platformDescription } from "@/lib/services/openapi/reads";

const reference = referenceOf(platformDescription());
const operations = reference.groups.flatMap((group) => group.operations);

/** Every address of the documentation, with its anchors. */
const addresses = new Set([
  "/docs/api",
  ...operations.map(({ id }) => `/docs/api#${id}`),
  ...guides().flatMap(({ name, markdown }) => [
    `/docs/${name}`,
    ...sectionsOf(markdown).map(({ heading }) => `/docs/${name}#${headingId(heading)}`),
  ]),
]);

describe("the guides", () => {
  it("are the files of their folder, each with a title and a summary", () => {
    const files = readdirSync("docs/guides").map((file) => file.replace(/\.md$/, ""));
    expect(files.sort()).toEqual([...GUIDE_NAMES].sort());
    for (const { title, summary } of guides()) expect([title, summary]).not.toContain("");
  });

  it.each(guides().map(({ name, markdown }) => [name, markdown]))(
    "%s links only to what there is",
    (_name, markdown) => {
      const links = [...markdown.matchAll(/\]\(([^)]+)\)/g)].map(([, href = ""]) =>
        href.replace(/^([a-z-]+)\.md/, "/docs/$1"),
      );
      expect(links.filter((href) => !addresses.has(href))).toEqual([]);
    },
  );

  it("are listed for programs, each by its Markdown", () => {
    for (const name of GUIDE_NAMES) {
      expect(guideList()).toContain(`(http://localhost:3000/docs/${name}.md)`);
    }
  });

  it("say the product's own scopes, limits and settings", () => {
    const text = (name: string) => guides().find((guide) => guide.name === name)?.markdown;
    for (const scope of DELEGABLE_PERMISSIONS) expect(text("scopes")).toContain(`\`${scope}\``);
    expect(text("rate-limits")).toContain("| none | 1,000 | 10,000 |");
    expect(text("self-hosting")).toContain("| `RUNTYPE_LOG_LEVEL` | `info` |");
    expect(guides().filter(({ markdown }) => /\[\[\w+\]\]/.test(markdown))).toEqual([]);
  });
});

describe("the reference", () => {
  it("has every operation of the document, each with an anchor of its own", () => {
    const paths = Object.values(platformDescription().paths ?? {});
    const count = paths.reduce((sum, item) => sum + Object.keys(item ?? {}).length, 0);
    expect(new Set(operations.map(({ id }) => id)).size).toBe(count);
  });

  it("says of an operation what it needs, takes, answers and refuses", () => {
    const create = operations.find(({ id }) => id === "record_create");
    expect(create).toMatchObject({
      method: "POST",
      path: "/v1/records",
      permission: "RECORDS:WRITE",
      callers: "API keys and signed-in people",
      answer: { status: "201" },
    });
    const name = create?.body?.fields.find(({ path }) => path === "name");
    expect(name).toMatchObject({ type: "string", required: true });
    expect(create?.errors.find(({ status }) => status === "403")?.details).toContain(
      "Missing required permission: RECORDS:WRITE",
    );
    expect(create?.sharedErrors).toContain("401");
    const unauthorized = reference.sharedErrors.find(({ status }) => status === "401");
    expect(unauthorized?.details).toEqual(["Invalid or missing API key"]);
    expect(operations.find(({ id }) => id === "platformKey_create")?.callers).toBe(
      "Signed-in people only",
    );
    expect(operations.find(({ id }) => id === "surface_call")?.callers).toBe("Keys of the surface");
  });
});

describe("an object of the reference", () => {
  it("is there for every name that a type has", () => {
    const fields = [
      ...operations.flatMap(({ body, answer }) => [...(body?.fields ?? []), ...answer.fields]),
      ...reference.objects.flatMap((each) => each.fields),
    ];
    const named = fields.flatMap(({ type }) =>
      type.split(" ").filter((word) => /^[A-Z]/.test(word)),
    );
    const forms = reference.objects.flatMap((each) => each.forms);
    const known = reference.objects.map(({ name }) => name);
    expect(named).toContain("Flow");
    expect([...named, ...forms].filter((name) => !known.includes(name))).toEqual([]);
  });
});

describe("the search", () => {
  const index = searchIndex(reference);

  it.each([
    ["idempotency", "/docs/idempotency"],
    ["retry-after", "/docs/rate-limits#headers"],
    ["FLOWS:EXECUTE", "/docs/scopes"],
    ["create a record", "/docs/api#record_create"],
    ["leaked", "/docs/rotation#when-a-key-has-leaked"],
    ["POST /v1/records", "/docs/api#record_create"],
  ])("finds %s", (query, href) => {
    const found = searchEntries(index, query).map((entry) => entry.href);
    expect(found.filter((each) => each.startsWith(href))).not.toEqual([]);
  });

  it("leads only to addresses that there are", () => {
    expect(index.filter(({ href }) => !addresses.has(href)).map(({ href }) => href)).toEqual([]);
  });
});

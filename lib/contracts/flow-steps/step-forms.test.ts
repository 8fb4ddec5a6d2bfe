import { describe, expect, it } from "vitest";
import { ALL_CONTRACTS } from "@/lib/contracts/all-contracts";
import { buildDocument } from "@/lib/contracts/openapi/build-document";
import { flowStepsField, STEP_TYPES, stepForms } from "./flow-step";
import { STEP_GROUPS } from "./step-definition";

const issuesOf = (type: string, config: object, more: object = {}) =>
  (
    flowStepsField.safeParse([{ id: "a", type, name: "A", config, ...more }]).error?.issues ?? []
  ).map(({ path, message }) => `${path.join(".")}: ${message}`);

describe("the form of a step", () => {
  it("exists for every type, with a name, a group and fields", () => {
    expect(stepForms.map(({ type }) => type)).toEqual(STEP_TYPES.map(({ type }) => type));
    for (const form of stepForms) {
      expect(STEP_GROUPS).toContain(form.group);
      expect(form.label && form.description).toBeTruthy();
      expect(form.fields.length).toBeGreaterThan(0);
    }
  });

  it.each(stepForms.map(({ type, fields }) => [type, fields] as const))(
    "names and describes each field of the schema: %s",
    (_type, fields) => {
      for (const field of fields) expect(field.title).not.toBe(field.path);
      expect(new Set(fields.map(({ path }) => path)).size).toBe(fields.length);
    },
  );

  it("says of each field how it is edited, whether it is needed and what it is by default", () => {
    const form = stepForms.find(({ type }) => type === "api-call");
    expect(form).toMatchObject({ label: "Make API Call", group: "Actions" });
    const facts = form?.fields.map(({ path, widget, required, options }) => ({
      path,
      widget,
      required,
      options,
    }));
    const options = ["GET", "POST", "PUT", "PATCH", "DELETE"];
    expect(facts).toEqual([
      { path: "http.method", widget: "select", required: false, options },
      { path: "http.url", widget: "template", required: true },
      { path: "http.headers", widget: "pairs", required: false },
      { path: "http.body", widget: "body", required: false },
      { path: "http.responseType", widget: "select", required: false, options: ["json", "text"] },
      { path: "unitCost", widget: "text", required: false },
      { path: "outputVariable", widget: "variable", required: false },
      {
        path: "errorHandling.onError",
        widget: "select",
        required: false,
        options: ["fail", "continue"],
      },
      { path: "errorHandling.defaultValue", widget: "json", required: false },
    ]);
    expect(form?.fields[0]?.default).toBe("GET");
  });
});

describe("the description of the API", () => {
  it("calls every type of step by a name", () => {
    const defaultLimits = { perHour: 1_000, perDay: 10_000 };
    const site = { url: "https://runtype.example", sessionCookie: "session", defaultLimits };
    const names = Object.keys(buildDocument(ALL_CONTRACTS, site).components?.schemas ?? {});
    expect(names.filter((name) => name.startsWith("__"))).toEqual([]);
    expect(names).toEqual(expect.arrayContaining(["FlowStep", "FetchUrlStep", "ConditionalStep"]));
  });
});

describe("a step that is saved", () => {
  const http = (more: object) => ({ http: { url: "https://example.com/", ...more } });
  const secret =
    "Secrets can be used only in the headers and the body of Fetch URL and Make API Call steps (position 3).";
  const internal = "_internal cannot be read (position 1).";

  it.each([
    ["template", { template: "a {{secret:KEY}}" }, `0.config.template: ${secret}`],
    ["template", { template: "{{_internal.x}}" }, `0.config.template: ${internal}`],
    [
      "set-variable",
      { variableName: "a", value: { of: [1, "{{_internal.x}}"] } },
      `0.config.value.of.1: ${internal}`,
    ],
    ["fetch-url", http({ url: "{{_internal.x}}" }), `0.config.http.url: ${internal}`],
    [
      "fetch-url",
      http({ headers: { A: "{{_internal.x}}" } }),
      `0.config.http.headers.A: ${internal}`,
    ],
    ["api-call", http({ body: { a: "{{_internal.x}}" } }), `0.config.http.body.a: ${internal}`],
    [
      "get-record",
      { recordType: "{{_internal.x}}", recordName: "a" },
      `0.config.recordType: ${internal}`,
    ],
    [
      "list-records",
      { recordType: "a", search: "{{_internal.x}}" },
      `0.config.search: ${internal}`,
    ],
    ["conditional", { condition: "a + 1" }, "0.config.condition: Unexpected + (position 3)."],
    ["conditional", { condition: "{{_internal.x}}" }, `0.config.condition: ${internal}`],
  ])("is refused where it reads what it must not: %s %j", (type, config, issue) => {
    expect(issuesOf(type, config)).toEqual([issue]);
  });

  it("is refused with a condition that cannot be read, deep in a branch too", () => {
    const inner = { id: "b", type: "template", name: "B", config: { template: "" }, when: "a ? b" };
    expect(issuesOf("conditional", { condition: "a", falseSteps: [inner] })).toEqual([
      "0.config.falseSteps.0.when: Unexpected ? (position 3).",
    ]);
  });

  it.each([
    "Host",
    "content-length",
    "Connection",
    "Transfer-Encoding",
    "Proxy-Authorization",
    "TE",
  ])("never sets the header %s", (name) => {
    expect(issuesOf("api-call", http({ headers: { [name]: "x" } }))).toEqual([
      `0.config.http.headers.${name}: This header is set automatically or not allowed.`,
    ]);
  });

  it("has headers with the names of headers", () => {
    expect(issuesOf("api-call", http({ headers: { "X Y": "x" } }))).toEqual([
      "0.config.http.headers.X Y: Not a valid header name.",
    ]);
    expect(issuesOf("api-call", http({ headers: { Authorization: "Bearer {{token}}" } }))).toEqual(
      [],
    );
  });
});

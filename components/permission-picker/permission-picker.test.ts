import { describe, expect, test } from "vitest";
import {
  clearRow,
  countSelected,
  describePermissions,
  matchingTemplate,
  type PermissionResource,
  templateRefusal,
  togglePermission,
  toggleWildcard,
} from "./permission-selection";

const flows = {
  resource: "FLOWS",
  label: "Flows",
  cells: [
    { permission: "FLOWS:READ", action: "READ", label: "Read flows", disabledReason: null },
    {
      permission: "FLOWS:WRITE",
      action: "WRITE",
      label: "Create, change and delete flows",
      disabledReason: "Your role cannot do this.",
    },
    { permission: "FLOWS:EXECUTE", action: "EXECUTE", label: "Run flows", disabledReason: null },
  ],
} satisfies PermissionResource;
const records = {
  resource: "RECORDS",
  label: "Records",
  cells: [
    { permission: "RECORDS:READ", action: "READ", label: "Read records", disabledReason: null },
  ],
} satisfies PermissionResource;
const resources = [flows, records];
const runner = {
  disabledReason: null,
  key: "runner",
  label: "Runner",
  description: "",
  permissions: ["FLOWS:READ", "FLOWS:EXECUTE"],
};
const full = {
  disabledReason: null,
  key: "full",
  label: "Full",
  description: "",
  permissions: ["*"],
};

describe("choosing permissions", () => {
  test("a cell is added in registry order and taken away again", () => {
    const one = togglePermission(["RECORDS:READ"], resources, flows, "FLOWS:READ");
    expect(one).toEqual(["FLOWS:READ", "RECORDS:READ"]);
    expect(togglePermission(one, resources, flows, "FLOWS:READ")).toEqual(["RECORDS:READ"]);
  });

  test("taking a cell out of full access leaves exactly the others", () => {
    expect(togglePermission(["*"], resources, flows, "FLOWS:WRITE")).toEqual([
      "FLOWS:READ",
      "FLOWS:EXECUTE",
      "RECORDS:READ",
    ]);
  });

  test("a wildcard on another resource survives a change", () => {
    expect(togglePermission(["FLOWS:*"], resources, records, "RECORDS:READ")).toEqual([
      "FLOWS:*",
      "RECORDS:READ",
    ]);
  });

  test("a resource is taken whole, spelled out, and cleared", () => {
    expect(toggleWildcard(["FLOWS:READ"], resources, flows)).toEqual(["FLOWS:*"]);
    expect(toggleWildcard(["FLOWS:*"], resources, flows)).toEqual([
      "FLOWS:READ",
      "FLOWS:WRITE",
      "FLOWS:EXECUTE",
    ]);
    expect(clearRow(["*"], resources, flows)).toEqual(["RECORDS:READ"]);
  });

  test("wildcards count as what they cover", () => {
    expect(countSelected(["*"], resources)).toEqual({ selected: 4, cells: 4 });
    expect(countSelected(["FLOWS:*"], resources)).toEqual({ selected: 3, cells: 4 });
    expect(countSelected([], resources)).toEqual({ selected: 0, cells: 4 });
  });

  test("a template is recognised by its permissions, whatever their order", () => {
    const options = { templates: [runner, full], resources };
    expect(matchingTemplate(["FLOWS:EXECUTE", "FLOWS:READ"], options)).toBe(runner);
    expect(matchingTemplate(["*"], options)).toBe(full);
    expect(matchingTemplate(["FLOWS:READ"], options)).toBeUndefined();
  });

  test("a template that holds a refused permission is refused with its reason", () => {
    expect(templateRefusal(runner, resources)).toBeNull();
    expect(templateRefusal(full, resources)).toBe("Your role cannot do this.");
    expect(templateRefusal({ ...full, disabledReason: "Not here." }, resources)).toBe("Not here.");
  });
});

describe("the sentence", () => {
  test("names each act, and that there is nothing else", () => {
    expect(describePermissions(["FLOWS:READ", "RECORDS:READ"], resources)).toBe(
      "This key will be able to read flows and read records. Nothing else.",
    );
    expect(describePermissions(["RECORDS:READ"], resources)).toBe(
      "This key will be able to read records. Nothing else.",
    );
  });

  test("keeps acts apart that hold commas themselves", () => {
    expect(describePermissions(["FLOWS:*", "RECORDS:READ"], resources)).toBe(
      "This key will be able to do everything with flows, including permissions added later; and read records. Nothing else.",
    );
  });

  test("says when it is everything, and when it is nothing", () => {
    expect(describePermissions(["*"], resources)).toContain("everything a key can do");
    expect(describePermissions([], resources)).toContain("not be able to do anything yet");
  });
});

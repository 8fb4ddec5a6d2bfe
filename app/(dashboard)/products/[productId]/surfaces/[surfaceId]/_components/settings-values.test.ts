import { describe, expect, it } from "vitest";
import { fieldAt } from "@/components/form/use-verb-form";
import { SETTINGS_PATHS, type SettingsValues, settingsSchema } from "./settings-values";

const VALUES: SettingsValues = {
  name: "Public API",
  environment: "development",
  mode: "output",
  perMinute: "",
  perDay: "",
  origins: "",
  access: "key",
  portal: "off",
};

function configOf(change: Partial<SettingsValues>) {
  return settingsSchema.parse({ ...VALUES, ...change }).config;
}

describe("settings as a person writes them", () => {
  it("have no limit where a limit is blank", () => {
    const { rateLimit } = configOf({ perMinute: " 60 ", perDay: "" });
    expect(rateLimit).toEqual({ perMinute: 60, perDay: null });
  });

  it("take origins however they are pasted", () => {
    const { cors } = configOf({
      origins: "https://a.example/, https://b.example\n\nhttp://c:3000",
    });
    expect(cors.allowedOrigins).toEqual([
      "https://a.example",
      "https://b.example",
      "http://c:3000",
    ]);
  });

  it.each([
    ["perMinute", { perMinute: "ten" }],
    ["perDay", { perDay: "0" }],
    ["origins", { origins: "https://a.example/path" }],
    ["origins", { origins: "https://*.a.example" }],
    ["origins", { origins: "* https://a.example" }],
    ["name", { name: " " }],
  ])("say at %s what is wrong there", (field, change) => {
    const { error } = settingsSchema.safeParse({ ...VALUES, ...change });
    expect(error?.issues[0]?.path[0]).toBe(field);
  });

  it.each([
    ["config.rateLimit.perDay", "perDay"],
    ["config.cors.allowedOrigins.0", "origins"],
    ["behavior.response.mode", "mode"],
    ["status", undefined],
  ])("show what the server says of %s at its field", (path, field) => {
    expect(fieldAt(VALUES, path, SETTINGS_PATHS)).toBe(field);
  });
});

import { describe, expect, it } from "vitest";
import { toCsv } from "./csv";

function cellOf(value: string | number | null): string {
  return toCsv(["a"], [[value, 1]])
    .slice(4)
    .replace(/,1\r\n$/, "");
}

describe("a CSV file", () => {
  it("has a header and rows that end with CR LF, in UTF-8 with its mark", () => {
    expect(toCsv(["Key", "Requests"], [["Größe", 3]])).toBe("\uFEFFKey,Requests\r\nGröße,3\r\n");
  });

  it.each([
    ["=1+1", "'=1+1"],
    ["+49", "'+49"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\tx", "'\tx"],
    ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ])("holds no cell that a spreadsheet runs: %j", (value, written) => {
    expect(cellOf(value)).toBe(written);
  });

  it("keeps a text that begins with a carriage return quoted and harmless", () => {
    expect(cellOf("\r=1")).toBe(`"'\r=1"`);
  });

  it.each([
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["a=b", "a=b"],
    ["", ""],
  ])("quotes what needs quotes, and nothing else: %j", (value, written) => {
    expect(cellOf(value)).toBe(written);
  });

  it("writes numbers as they are, and nothing for what is not known", () => {
    expect([cellOf(-3.5), cellOf(null)]).toEqual(["-3.5", ""]);
  });
});

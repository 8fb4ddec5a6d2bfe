import { describe, expect, it } from "vitest";
import { foldText } from "@/lib/core/text-search";
import { prisma } from "@/lib/db/prisma";

/** Letters that have another case or another form. */
const FOLDED = /[\p{Changes_When_NFKC_Casefolded}\p{Changes_When_Casemapped}]/u;

/** Those of Unicode 17, which the database may not know yet. */
const NEWEST = /[\uA7CE-\uA7D5\uA7F1\u{16EA0}-\u{16ED3}]/u;

describe("what is typed into a search and what is stored are folded alike", () => {
  it("whatever the letter", async () => {
    const letters = Array.from({ length: 0x11_0000 }, (_, code) => code)
      .filter((code) => code !== 0 && !(code >= 0xd800 && code <= 0xdfff))
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => FOLDED.test(letter) && !NEWEST.test(letter));
    const rows = await prisma().$queryRaw<{ letter: string; folded: string }[]>`
      SELECT letter, lower(upper(normalize(letter, NFKC) COLLATE pg_c_utf8)) AS folded
      FROM unnest(${letters}::text[]) AS letter`;
    expect(rows.length).toBeGreaterThan(10_000);
    const unlike = rows.filter(({ letter, folded }) => folded !== foldText(letter));
    expect(unlike).toEqual([]);
  });

  it.each([
    ["letter case", "ÄRGER", "ärger"],
    ["Unicode form", "Zoe\u0308", "Zoë"],
    ["width", "ＡＣＭＥ　１２", "acme 12"],
    ["the final sigma", "ΟΔΟΣ", "οδος"],
    ["the dotted capital I", "İzmir", "izmir"],
    ["a ligature", "oﬃce", "OFFICE"],
  ])("aside from %s", (_what, one, other) => {
    expect(foldText(one)).toBe(foldText(other));
  });
});

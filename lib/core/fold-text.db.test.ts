import { describe, expect, it } from "vitest";
import { foldText } from "@/lib/core/fold-text";
import { prisma } from "@/lib/db/prisma";

describe("what is typed into a search and what is stored are folded alike", () => {
  it("whatever the letter", async () => {
    const letters = Array.from({ length: 0x11_0000 }, (_, code) => code)
      .filter((code) => code !== 0 && !(code >= 0xd800 && code <= 0xdfff))
      .map((code) => String.fromCodePoint(code))
      .filter((letter) => /[\p{L}\p{M}\p{N}]/u.test(letter));
    // The database and this process may know of other versions of Unicode.
    const rows = await prisma().$queryRaw<{ letter: string; folded: string }[]>`
      SELECT letter, lower(upper(normalize(letter, NFKC) COLLATE pg_c_utf8)) AS folded
      FROM unnest(${letters}::text[]) AS letter WHERE unicode_assigned(letter)`;
    expect(rows.length).toBeGreaterThan(100_000);
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

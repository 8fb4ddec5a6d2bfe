import { describe, expect, it } from "vitest";
import { maskOf } from "@/lib/flows/secrets/mask";
import { readingsOf } from "@/lib/flows/secrets/readings";

const secret = 'tok "1/2"+3&é<4>\\5-abcdefgh';
const mask = maskOf([secret]);
const base64 = (text: string) => Buffer.from(text).toString("base64");

describe("a secret that is echoed", () => {
  it.each([
    ["as it is", `x${secret}y`],
    ["as JSON", JSON.stringify({ a: secret })],
    ["as JSON in JSON", JSON.stringify(JSON.stringify({ a: secret }))],
    ["in an address", encodeURIComponent(secret)],
    [
      "in an address, in lower case",
      encodeURIComponent(secret).replace(/%../g, (e) => e.toLowerCase()),
    ],
    ["in a form", new URLSearchParams({ a: secret }).toString()],
    ["in hexadecimal", Buffer.from(secret).toString("hex")],
    ["in HTML", secret.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;")],
    ["in base64", base64(secret)],
    ["in base64url", Buffer.from(secret).toString("base64url")],
    ["in base64 behind one byte", base64(`u${secret}`)],
    ["in base64 behind two bytes", base64(`u:${secret}`)],
    ["in base64 within more", base64(`user:${secret}:more`)],
  ])("is masked %s", (_form, text) => {
    const masked = mask.text(text);
    expect(masked).toContain("***");
    for (const part of [secret.slice(0, 12), secret.slice(-8), base64(secret).slice(4, 24)]) {
      expect(masked).not.toContain(part);
    }
  });

  it.each([
    [
      "JSON, as PHP writes it",
      "ab/cd+ef/ghijklmnopqrstuv",
      String.raw`ab\/cd+ef\/ghijklmnopqrstuv`,
    ],
    [
      "JSON, as Go writes it",
      "pw&x1y2z3<mnopqrstuvwxyz",
      String.raw`pw\u0026x1y2z3\u003cmnopqrstuvwxyz`,
    ],
    [
      "JSON, in capitals",
      "pw&x1y2z3<mnopqrstuvwxyz",
      String.raw`pw\u0026x1y2z3\u003Cmnopqrstuvwxyz`,
    ],
    ["JSON, in ASCII alone", "é😀-abcdefghijkl", String.raw`\u00e9\ud83d\ude00-abcdefghijkl`],
    ["a literal of a script", "it's-a-secret!", String.raw`it\'s\x2da-secret!`],
    [
      "an address that keeps its slashes",
      "ab/cd+ef/ghijklmnopqrstuv",
      "ab/cd%2Bef/ghijklmnopqrstuv",
    ],
    ["an address in either case", "a+b/c+d/efgh", "a%2bb%2Fc%2Bd%2fefgh"],
    ["an address that escapes every byte", "é-bcdefgh", "%C3%A9%2D%62%63%64%65%66%67%68"],
    ["a form", "two words & more", "two+words+%26+more"],
    ["HTML, by number", "it's-a-secret!(value)-12345", "it&#39;s-a-secret!(value)-12345"],
    ["HTML, by number and zeros", "it's-a-secret!", "it&#039;s-a-secret!"],
    ["HTML, in hexadecimal", "it's-a-secret!", "it&#x27;s&#X2D;a-secret&#x21;"],
    ["HTML, by name", "it's-a-secret!(é)", "it&apos;s-a-secret&excl;&lpar;&eacute;&rpar;"],
    ["an address in JSON, as PHP writes it", "ab/cd+ef/ghi", String.raw`ab\/cd%2Bef\/ghi`],
    ["base64 in JSON, as PHP writes it", "???>>>???>>>", String.raw`Pz8\/Pj4+Pz8\/Pj4+`],
    ["JSON in HTML", 'a"b/c"d/efgh', "a\\&quot;b/c\\&quot;d/efgh"],
  ])("is masked in %s", (_form, value, echo) => {
    expect(maskOf([value]).text(`"x ${echo} y"`)).toBe('"x *** y"');
  });

  it("is masked as HTTP leaves it, without the white space around it", () => {
    const spaced = maskOf([" leadingspace-secret-value-123456", "abc12345 "]);
    expect(spaced.text("leadingspace-secret-value-123456, abc12345.")).toBe("***, ***.");
  });

  it("is masked beside escapes of others, which stay as they are", () => {
    const echo = String.raw`&lt;\u0041&nosuch;&#9999999;%zz\u00${"x"} ${encodeURIComponent(secret)} &lt;%41`;
    const masked = String.raw`&lt;\u0041&nosuch;&#9999999;%zz\u00${"x"} *** &lt;%41`;
    expect(mask.text(echo)).toBe(masked);
  });

  it("is looked for in at most 21 readings of a text, none longer than the text", () => {
    const text = String.raw`\\%25%2B+&amp;&#38;\u0026`.repeat(1_000);
    const readings = [...readingsOf(text)];
    expect(readings.length).toBeLessThanOrEqual(21);
    expect(readings.every((reading) => reading.text.length <= text.length)).toBe(true);
  });

  it("is masked where the text breaks off within it, escaped or not", () => {
    for (const length of [15, 20, secret.length - 1]) {
      expect(mask.text(`Bad key ${secret.slice(0, length)}`)).toBe("Bad key ***");
      expect(mask.text(`?key=${encodeURIComponent(secret.slice(0, length))}`)).toBe("?key=***");
      expect(mask.text(`Bad key ${secret.slice(0, length)}… (cut)`)).toBe("Bad key ***… (cut)");
    }
  });

  it("is masked in every text, name and number of JSON, and nothing else is changed", () => {
    const number = maskOf(["12345678"]);
    expect(number.value({ a: [12345678, "12345678", 1234], b: null })).toEqual({
      a: ["***", "***", 1234],
      b: null,
    });
    expect(mask.value({ [secret]: { deep: [secret] }, same: true })).toEqual({
      "***": { deep: ["***"] },
      same: true,
    });
  });

  it("is masked decoded where it is base64 itself", () => {
    const basic = base64("user:a-long-password");
    expect(maskOf([basic]).text('{"user":"user:a-long-password"}')).toBe('{"user":"***"}');
  });

  it("costs nothing where no secret was used", () => {
    const value = { a: 1 };
    expect(maskOf([]).value(value)).toBe(value);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MaskBudget } from "@/lib/flows/budgets";
import { maskOf } from "@/lib/flows/secrets/mask";
import { readingsOf } from "@/lib/flows/secrets/readings";

const secret = 'tok "1/2"+3&é<4>\\5-abcdefgh';
const mask = maskOf([secret]);
const base64 = (text: string) => Buffer.from(text).toString("base64");
const inLines = (text: string, length: number, end: string) =>
  text.replace(new RegExp(`.{${length}}`, "g"), `$&${end}`);

/** What is left of a text where a value and so much of its beginning as is enough are taken out. */
function lettersKept(value: string, text: string): string {
  const enough = Math.max(12, Math.ceil(value.length / 2));
  const gone = new Set<number>();
  for (let from = 0; from < text.length; from += 1) {
    let length = 0;
    while (length < value.length && text[from + length] === value[length]) length += 1;
    for (let at = 0; length >= enough && at < length; at += 1) gone.add(from + at);
  }
  return [...text].filter((_, at) => !gone.has(at)).join("");
}

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

  it("is looked for in at most 26 readings of a text, none longer than the text", () => {
    const text = `${String.raw`\\%25%2B+&amp;&#38;\u0026`}\n`.repeat(1_000);
    const readings = [...readingsOf(text, new MaskBudget())];
    expect(readings.length).toBeLessThanOrEqual(26);
    expect(readings.every((reading) => reading.text.length <= text.length)).toBe(true);
  });

  it("is masked where the text breaks off within it, escaped or not", () => {
    for (const length of [15, 20, secret.length - 1]) {
      expect(mask.text(`Bad key ${secret.slice(0, length)}`)).toBe("Bad key ***");
      expect(mask.text(`?key=${encodeURIComponent(secret.slice(0, length))}`)).toBe("?key=***");
      expect(mask.text(`Bad key ${secret.slice(0, length)}… (cut)`)).toBe("Bad key ***… (cut)");
    }
  });

  it("is masked from 64 characters on, where more of it is missing", () => {
    const long = "0123456789abcdef".repeat(100);
    expect(maskOf([long]).text(`x${long.slice(0, 64)}y`)).toBe("x***y");
    expect(maskOf([long]).text(`x${long.slice(0, 63)}y`)).toBe(`x${long.slice(0, 63)}y`);
  });

  it("is masked where it begins within what looks like its beginning", () => {
    const zeros = "000000000000123456789abc";
    expect(maskOf([zeros]).text(`x0${zeros}y`)).toBe("x***y");
    expect(maskOf([zeros]).text(`x0${zeros.slice(0, 18)}y`)).toBe("x***y");
    expect(maskOf([zeros]).text(`x${zeros}${zeros}y`)).toBe("x******y");
  });

  it("is masked wherever its beginning stands, and nothing beside it", () => {
    const word = fc.array(fc.constantFrom("x", "y"), { minLength: 12, maxLength: 40 });
    const texts = fc.array(fc.constantFrom("x", "y"), { maxLength: 20 });
    fc.assert(
      fc.property(word, fc.array(fc.tuple(texts, fc.nat(40))), (letters, pieces) => {
        const value = letters.join("");
        const text = pieces.map(([each, cut]) => each.join("") + value.slice(0, cut)).join("");
        const masked = maskOf([value]).text(text);
        const kept = lettersKept(value, text);
        expect(masked.replaceAll("*", "")).toBe(kept);
      }),
    );
  });

  it.each([
    ["60 characters", 60, "\n"],
    ["64 characters", 64, "\n"],
    ["76 characters", 76, "\r\n"],
  ])("is masked in base64 that is broken into lines of %s", (_length, length, end) => {
    const long = `-----${"a long secret, ".repeat(20)}`;
    const lines = inLines(base64(long), length, end);
    const text = `one${end}two${end}${lines}${end}end`;
    const masked = maskOf([long]).text(text);
    expect(masked).toMatch(/^one\r?\ntwo\r?\n\*\*\*[\w+/=\r\n]{0,6}end$/);
    expect(maskOf([long]).text(JSON.stringify({ a: text }))).toBe(JSON.stringify({ a: masked }));
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

/** Counts the work, of which there is enough. */
class CountingBudget extends MaskBudget {
  work = 0;
  override take(work: number): void {
    this.work += work;
  }
}

describe("the work of masking", () => {
  const counted = () => {
    const budget = new CountingBudget();
    return { budget, mask: maskOf([secret], budget) };
  };

  it("has a bound: what is over it is masked as a whole, and what still fits is not", () => {
    const large = { text: "x".repeat(10_000) };
    const { budget, mask: free } = counted();
    expect(free.value(large)).toEqual(large);
    const { work } = budget;
    expect(maskOf([secret], new MaskBudget(work)).value(large)).toEqual(large);
    const bound = maskOf([secret], new MaskBudget(10_000));
    expect(bound.value(large)).toBe("***");
    expect(bound.text(large.text)).toBe("***");
    expect(bound.text("a text that is short")).toBe("a text that is short");
  });

  it("grows with the secrets, and with the escapes that are undone", () => {
    const workOf = (secrets: string[], text: string) => {
      const budget = new CountingBudget();
      maskOf(secrets, budget).text(text);
      return budget.work;
    };
    const many = Array.from({ length: 50 }, (_, at) => `${at}-${secret}`);
    const plain = "x".repeat(10_000);
    expect(workOf(many, plain)).toBeGreaterThan(40 * workOf([secret], plain));
    const escaped = String.raw`\\%25%2B+&amp;&#38;`.repeat(500);
    expect(workOf([secret], escaped)).toBeGreaterThan(10 * workOf([secret], plain));
  });

  it("is done once for a value, and not again for its result", () => {
    const { budget, mask: once } = counted();
    const value = { text: `a text with ${secret}` };
    const masked = once.value(value);
    const { work } = budget;
    expect(once.value(value)).toBe(masked);
    expect(once.value(masked)).toBe(masked);
    expect(budget.work).toBe(work);
    expect(masked).toEqual({ text: "a text with ***" });
  });

  it("is none for what is shorter than any part of a secret", () => {
    const { budget, mask: short } = counted();
    const value = Array.from({ length: 1_000 }, (_, at) => [at, `"${at}\\n"`, { name: null }]);
    expect(short.value(value)).toEqual(value);
    expect(budget.work).toBe(0);
  });

  it("ends for any number of places", () => {
    const value = "abcdefghijkl";
    const text = maskOf([value, `${value}m`]).text(`${value} `.repeat(130_000));
    expect(text === "*** ".repeat(130_000)).toBe(true);
  });
});

import { describe, expect, it } from "vitest";
import { maskOf } from "@/lib/flows/secrets/mask";

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

  it("is masked where the text breaks off within it", () => {
    for (const length of [15, 20, secret.length - 1]) {
      expect(mask.text(`Bad key ${secret.slice(0, length)}`)).toBe("Bad key ***");
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

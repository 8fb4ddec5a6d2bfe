import { numberOr } from "@/components/call-snippets/sample-number";

const FORMATS: Readonly<Record<string, string>> = {
  date: "2026-01-15",
  "date-time": "2026-01-15T09:30:00Z",
  email: "ada@example.com",
  hostname: "example.com",
  ipv4: "192.0.2.1",
  ipv6: "2001:db8::1",
  time: "09:30:00Z",
  uri: "https://example.com",
  url: "https://example.com",
  uuid: "8f14e45f-ceea-467a-9575-1f2d3c4b5a69",
};

const MAX_LENGTH = 10_000;

type TextRule = Readonly<Record<string, unknown>>;

/** A text that fits the format, the pattern or the length of a schema. */
export function sampleText(
  { format, pattern, minLength, maxLength }: TextRule,
  name: string,
): string {
  const formatted = typeof format === "string" ? FORMATS[format] : undefined;
  if (formatted !== undefined) return formatted;
  const least = Math.min(numberOr(minLength, 0), MAX_LENGTH);
  const matching = typeof pattern === "string" ? textOf(pattern, least) : undefined;
  if (matching !== undefined) return matching;
  const text = `Your ${name} here`.padEnd(least, ".");
  return text.slice(0, numberOr(maxLength, text.length));
}

/** A text that a pattern takes; undefined where it is of a kind that is not made here. */
function textOf(pattern: string, least: number): string | undefined {
  try {
    const short = new PatternReader(pattern, 0).alternatives();
    const long = new PatternReader(pattern, least).alternatives();
    return [short, long].find(
      (text) => text.length >= least && new RegExp(pattern, "u").test(text),
    );
  } catch {
    return undefined;
  }
}

const CLASSES: Readonly<Record<string, string>> = {
  d: "1",
  w: "a",
  s: " ",
  D: "a",
  W: "-",
  S: "a",
};
const LETTERS = ["a", "A", "1", "-", "_", " ", ".", "~"];

/** Reads a regular expression and writes the shortest text for each of its parts. */
class PatternReader {
  private at = 0;
  constructor(
    private readonly pattern: string,
    /** How often a part without an upper bound is repeated. */
    private readonly often: number,
  ) {}

  alternatives(): string {
    const first = this.sequence();
    while (this.takes("|")) this.sequence();
    return first;
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.pattern.length && !"|)".includes(this.pattern.charAt(this.at))) {
      text += this.repeated(this.part());
    }
    return text;
  }

  private part(): string {
    if (this.takes("^") || this.takes("$")) return "";
    if (this.takes("(")) return this.group();
    if (this.takes("[")) return this.oneOf();
    if (this.takes(".")) return "a";
    if (this.takes("\\")) return this.escaped();
    return this.pattern.charAt(this.at++);
  }

  private group(): string {
    const opening = /^\?(?::|<\w+>)/.exec(this.pattern.slice(this.at))?.[0] ?? "";
    if (opening === "" && this.pattern.charAt(this.at) === "?") throw new Error("looks around");
    this.at += opening.length;
    const text = this.alternatives();
    this.at += 1;
    return text;
  }

  /** The first letter of a class, or for one that is turned around the first that is not in it. */
  private oneOf(): string {
    const start = this.at - 1;
    while (this.pattern.charAt(this.at) !== "]")
      this.at += this.pattern.charAt(this.at) === "\\" ? 2 : 1;
    this.at += 1;
    const [, first = ""] = /^\[([^\\^])/.exec(this.pattern.slice(start)) ?? [];
    const matches = new RegExp(this.pattern.slice(start, this.at), "u");
    const letter = [first, ...LETTERS].find((one) => one !== "" && matches.test(one));
    if (letter === undefined) throw new Error("no letter");
    return letter;
  }

  private escaped(): string {
    const letter = this.pattern.charAt(this.at++);
    if (/[bBpPuxk1-9]/.test(letter)) throw new Error("not made here");
    return CLASSES[letter] ?? letter;
  }

  private repeated(text: string): string {
    const rest = this.pattern.slice(this.at);
    const [whole, mark, from, comma, to] = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(rest) ?? [];
    if (whole === undefined) return text;
    this.at += whole.length;
    const least = Number(from ?? (mark === "+" ? 1 : 0));
    const isOpen = mark === "*" || mark === "+" || (comma !== "" && to === "");
    return text.repeat(isOpen ? Math.max(least, this.often) : least);
  }

  private takes(letter: string): boolean {
    if (this.pattern.charAt(this.at) !== letter) return false;
    this.at += 1;
    return true;
  }
}

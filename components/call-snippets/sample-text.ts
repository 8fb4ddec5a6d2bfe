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

/** What a schema says of a value. */
type Rule = Readonly<Record<string, unknown>>;

/** A text that fits the format, the pattern or the length of a schema. */
export function sampleText(rule: Rule, name: string): string {
  const { format, pattern, minLength, maxLength } = rule;
  const formatted = typeof format === "string" ? FORMATS[format] : undefined;
  if (formatted !== undefined) return formatted;
  const least = Math.min(numberOr(minLength, 0), MAX_LENGTH);
  const matching = typeof pattern === "string" ? textOf(pattern, least) : undefined;
  if (matching !== undefined) return matching;
  const text = `Your ${name} here`.padEnd(least, ".");
  return text.slice(0, numberOr(maxLength, text.length));
}

/**
 * A text that a pattern takes; undefined where it is of a kind that is not made here. The pattern is
 * never run: it is of someone else, and could take for ever.
 */
function textOf(pattern: string, least: number): string | undefined {
  try {
    new RegExp(pattern, "u");
    const made = [0, least].map((often) => new PatternReader(pattern, often).alternatives());
    return made.find((text) => text.length >= least);
  } catch {
    return undefined;
  }
}

const CLASSES: Record<string, string> = { d: "1", w: "a", s: " ", D: "a", W: "-", S: "a" };
const LETTERS = ["a", "A", "1", "-", "_", " ", ".", "~"];

/** Reads a regular expression and writes the shortest text for each of its parts. */
class PatternReader {
  private at = 0;
  /** Whether there is text already, before which no `^` holds, and whether a `$` ended it. */
  private begun = false;
  private ended = false;
  constructor(
    private readonly pattern: string,
    /** How often a part without an upper bound is repeated. */
    private readonly often: number,
  ) {}

  alternatives(): string {
    const first = this.sequence();
    const { begun, ended } = this;
    while (this.takes("|")) {
      this.begun = false;
      this.ended = false;
      this.sequence();
    }
    this.begun = begun;
    this.ended = ended;
    return first;
  }

  private sequence(): string {
    let text = "";
    while (this.at < this.pattern.length && !"|)".includes(this.pattern.charAt(this.at))) {
      const part = this.repeated(this.part());
      if (part !== "" && this.ended) throw new Error("continues after its end");
      this.begun ||= part !== "";
      text += part;
      if (text.length > MAX_LENGTH) throw new Error("too long");
    }
    return text;
  }

  private part(): string {
    if (this.takes("^")) return this.beginning();
    if (this.takes("$")) {
      this.ended = true;
      return "";
    }
    if (this.takes("(")) return this.group();
    if (this.takes("[")) return this.oneOf();
    if (this.takes(".")) return "a";
    if (this.takes("\\")) return this.escaped();
    return this.pattern.charAt(this.at++);
  }

  private beginning(): string {
    if (this.begun) throw new Error("begins in the middle");
    return "";
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
    const [whole, mark, from, comma = "", to = ""] =
      /^(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??/.exec(rest) ?? [];
    if (whole === undefined) return text;
    this.at += whole.length;
    const least = Number(from ?? (mark === "+" ? 1 : 0));
    const isOpen = mark === "*" || mark === "+" || (comma !== "" && to === "");
    const times = isOpen ? Math.max(least, this.often) : least;
    if (text.length * times > MAX_LENGTH) throw new Error("too long");
    return text.repeat(times);
  }

  private takes(letter: string): boolean {
    if (this.pattern.charAt(this.at) !== letter) return false;
    this.at += 1;
    return true;
  }
}

/** A number that fits the bounds of a schema: 1 where that does. */
export function sampleNumber(rule: Rule, isWhole: boolean): number {
  const min = numberOr(rule.minimum, -Infinity);
  const above = numberOr(rule.exclusiveMinimum, -Infinity);
  const max = numberOr(rule.maximum, Infinity);
  const below = numberOr(rule.exclusiveMaximum, Infinity);
  const least = Math.max(min, above);
  const most = Math.min(max, below);
  const step = numberOr(rule.multipleOf, isWhole ? 1 : 0);
  const some = [1, 0, (least + most) / 2, least, least + 1, most, most - 1];
  const near = step > 0 ? [least, most, least + step, most - step] : [];
  const multiples = near.flatMap((value) =>
    [Math.ceil, Math.floor].map((round) => round(value / step) * step),
  );
  const fits = (value: number) =>
    Number.isFinite(value) &&
    value >= min &&
    value > above &&
    value <= max &&
    value < below &&
    (!isWhole || Number.isInteger(value)) &&
    (step === 0 || Number.isInteger(value / step));
  return [...some, step, ...multiples].find(fits) ?? 1;
}

export function numberOr(value: unknown, otherwise: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : otherwise;
}

import "server-only";
import type { MaskBudget } from "@/lib/flows/budgets";

/** Names of ASCII characters in HTML; some have several. */
const ASCII = {
  "\t": "Tab",
  "\n": "NewLine",
  "!": "excl",
  '"': "quot QUOT",
  "#": "num",
  $: "dollar",
  "%": "percnt",
  "&": "amp AMP",
  "'": "apos",
  "(": "lpar",
  ")": "rpar",
  "*": "ast midast",
  "+": "plus",
  ",": "comma",
  ".": "period",
  "/": "sol",
  ":": "colon",
  ";": "semi",
  "<": "lt LT",
  "=": "equals",
  ">": "gt GT",
  "?": "quest",
  "@": "commat",
  "[": "lsqb lbrack",
  "\\": "bsol",
  "]": "rsqb rbrack",
  "^": "Hat",
  _: "lowbar UnderBar",
  "`": "grave DiacriticalGrave",
  "{": "lcub lbrace",
  "|": "verbar vert VerticalLine",
  "}": "rcub rbrace",
};

/** Those of U+00A0 to U+00FF, in order. */
const LATIN_1 =
  "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn " +
  "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave " +
  "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml " +
  "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN " +
  "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute " +
  "icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml " +
  "yacute thorn yuml";

/** Characters by their names in HTML. */
const HTML_NAMES: ReadonlyMap<string, string> = new Map([
  ...Object.entries(ASCII).flatMap(([character, names]) =>
    names.split(" ").map((name): [string, string] => [name, character]),
  ),
  ...LATIN_1.split(" ").map((name, at): [string, string] => [name, String.fromCharCode(160 + at)]),
]);

/** A text with escapes undone, and where each code unit of it stands in the text as it came. */
export type Reading = {
  text: string;
  startAt: (unit: number) => number;
  endAt: (unit: number) => number;
};

/** What an escape stands for, and how long it is. */
type Escape = { plain: string; length: number };

/** The character that escapes begin with, and how one is read. */
type Escaping = { mark: string; read: (text: string, at: number) => Escape | undefined };

/** An answer escapes what it quotes, and what it quotes may be escaped already. */
const MAX_LAYERS = 2;

/** To undo a layer costs as much as looking for this many forms. */
const UNDOING = 50;

const CONTROLS = new Map(Object.entries({ b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }));
const UNIT = /\\(?:u([\da-f]{4})|x([\da-f]{2}))/iy;
/** A character of several bytes in UTF-8. */
const WIDE =
  /%[cd][\da-f]%[89ab][\da-f]|%e[\da-f](?:%[89ab][\da-f]){2}|%f[0-7](?:%[89ab][\da-f]){3}/iy;
const ENTITY = /&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z][a-z\d]{1,31}));/iy;

const NO_BYTE = 256;

const NOTHING: Escape = { plain: "", length: 1 };

const JSON_ESCAPES: Escaping = { mark: "\\", read: fromBackslash };
const IN_ADDRESSES: Escaping = { mark: "%", read: fromPercent };
const IN_FORMS: Escaping = { mark: "+", read: () => ({ plain: " ", length: 1 }) };
const IN_HTML: Escaping = { mark: "&", read: fromEntity };
/** Base64 is often broken into lines of 60 to 76 characters; nothing is escaped within them. */
const LINES = ["\n", "\r"].map((mark): Escaping => ({ mark, read: () => NOTHING }));
const LAYERS = [[JSON_ESCAPES], [IN_ADDRESSES], [IN_FORMS, IN_ADDRESSES], [IN_HTML], LINES];

/**
 * A text as it is and as those read it who undo the escapes of JSON, addresses, forms or HTML, however
 * these are spelled, or join its lines: at most 26 readings, none longer than the text.
 */
export function readingsOf(text: string, budget: MaskBudget): Iterable<Reading> {
  return readings({ text, startAt: (unit) => unit, endAt: (unit) => unit + 1 }, MAX_LAYERS, budget);
}

function* readings(reading: Reading, layers: number, budget: MaskBudget): Iterable<Reading> {
  yield reading;
  if (layers === 0) return;
  for (const layer of LAYERS) {
    if (!reading.text.includes(layer[0]?.mark ?? "")) continue;
    budget.take(UNDOING * reading.text.length);
    const inner = undo(reading, layer);
    if (inner) yield* readings(inner, layer === LINES ? 0 : layers - 1, budget);
  }
}

function undo({ text, startAt, endAt }: Reading, layer: Escaping[]): Reading | undefined {
  const reads = new Map(layer.map(({ mark, read }) => [mark.charCodeAt(0), read]));
  const units = new Uint16Array(text.length);
  const starts = new Uint32Array(text.length);
  const ends = new Uint32Array(text.length);
  let length = 0;
  const put = (unit: number, start: number, end: number) => {
    units[length] = unit;
    starts[length] = start;
    ends[length] = end;
    length += 1;
  };
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    const start = startAt(at);
    const found = reads.get(code)?.(text, at);
    if (found) at += found.length - 1;
    const end = endAt(at);
    if (!found) put(code, start, end);
    else for (const unit of found.plain.split("")) put(unit.charCodeAt(0), start, end);
  }
  const undone = Buffer.from(units.buffer, 0, 2 * length).toString("utf16le");
  if (undone === text) return undefined;
  return { text: undone, startAt: (unit) => starts[unit] ?? 0, endAt: (unit) => ends[unit] ?? 0 };
}

function fromBackslash(text: string, at: number): Escape | undefined {
  const next = text.charAt(at + 1);
  if (next === "") return undefined;
  const found = next === "u" || next === "x" ? matchAt(UNIT, text, at) : undefined;
  if (!found) return { plain: CONTROLS.get(next) ?? next, length: 2 };
  const [{ length }, unit, byte = ""] = found;
  return { plain: String.fromCharCode(Number.parseInt(unit ?? byte, 16)), length };
}

function fromPercent(text: string, at: number): Escape | undefined {
  const byte = byteAt(text, at + 1);
  if (byte < 0x80) return { plain: String.fromCharCode(byte), length: 3 };
  const [wide] = (byte < NO_BYTE && matchAt(WIDE, text, at)) || [];
  if (wide === undefined) return undefined;
  const plain = Buffer.from(wide.replaceAll("%", ""), "hex").toString();
  return { plain, length: wide.length };
}

function fromEntity(text: string, at: number): Escape | undefined {
  const found = matchAt(ENTITY, text, at);
  if (!found) return undefined;
  const [{ length }, decimal, hex = "", name] = found;
  const plain = name === undefined ? numbered(decimal, hex) : HTML_NAMES.get(name);
  return plain === undefined ? undefined : { plain, length };
}

function numbered(decimal: string | undefined, hex: string): string | undefined {
  const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
  return code <= 0x10_ffff ? String.fromCodePoint(code) : undefined;
}

/** What two hexadecimal digits stand for. */
function byteAt(text: string, at: number): number {
  const [high, low] = [digitOf(text.charCodeAt(at)), digitOf(text.charCodeAt(at + 1))];
  return high < 16 && low < 16 ? 16 * high + low : NO_BYTE;
}

function digitOf(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : 16;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

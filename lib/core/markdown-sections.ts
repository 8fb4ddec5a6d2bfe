export type Section = { heading: string; depth: number; text: string };

/** The parts of a Markdown text, each by its heading, as plain text that can be searched. */
export function sectionsOf(markdown: string): Section[] {
  const sections: Section[] = [];
  let fenced = false;
  for (const line of markdown.split("\n")) {
    if (line.startsWith("```")) fenced = !fenced;
    const [, marks = "", heading] = (!fenced && /^(#{1,3}) (.+)$/.exec(line)) || [];
    const current = sections.at(-1);
    if (heading !== undefined)
      sections.push({ heading: plain(heading), depth: marks.length, text: "" });
    else if (current) current.text += ` ${line}`;
  }
  return sections.map((section) => ({ ...section, text: plain(section.text) }));
}

/** The anchor of a heading. */
export function headingId(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .replaceAll(/^-|-$/g, "");
}

/** Without the marks of Markdown. */
function plain(text: string): string {
  return text
    .replaceAll(/```\w*|[`*]|\|(?:\s*-+\s*\|)+|<br>/g, " ")
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replaceAll("|", " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

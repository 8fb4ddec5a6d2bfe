import type { Sample } from "./sample-value";

export const SNIPPET_LANGUAGES = ["curl", "typescript", "python"] as const;

export type SnippetLanguage = (typeof SNIPPET_LANGUAGES)[number];

export const SNIPPET_LABELS: Readonly<Record<SnippetLanguage, string>> = {
  curl: "curl",
  typescript: "TypeScript",
  python: "Python",
};

/** What programs read a key of a surface from: one may call the platform API too, with its own key. */
export const KEY_VARIABLE = "RUNTYPE_SURFACE_API_KEY";

export type SnippetCall = { url: string; body: Sample };

/** A call of an endpoint, ready to be run with the key in its variable. */
export function callSnippet(language: SnippetLanguage, call: SnippetCall): string {
  if (language === "typescript") return typescriptCall(call);
  return language === "python" ? pythonCall(call) : curlCall(call, `$${KEY_VARIABLE}`);
}

/** The call as one shell command, with this text in the place of the key. */
export function curlCall({ url, body }: SnippetCall, token: string): string {
  return [
    `curl -X POST ${shellText(url)}`,
    `  -H "Authorization: Bearer ${token}"`,
    `  -H "Content-Type: application/json"`,
    `  -d ${shellText(JSON.stringify(body))}`,
  ].join(" \\\n");
}

function typescriptCall({ url, body }: SnippetCall): string {
  return `const response = await fetch(${JSON.stringify(url)}, { method: "POST",
  headers: { Authorization: \`Bearer \${process.env.${KEY_VARIABLE}}\`,
    "Content-Type": "application/json",
  },
  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll("\n", "\n  ")}),
});

if (!response.ok) throw new Error(\`\${response.status}: \${await response.text()}\`);
const data = await response.json();
console.log(data);
`;
}

function pythonCall({ url, body }: SnippetCall): string {
  return `import os

import requests

response = requests.post(
    ${JSON.stringify(url)},
    headers={"Authorization": f"Bearer {os.environ['${KEY_VARIABLE}']}"},
    json=${pythonValue(body, 1)},
    timeout=60,
)
response.raise_for_status()
data = response.json()
print(data)
`;
}

function pythonValue(value: Sample, level: number): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value !== "object") return JSON.stringify(value);
  const lines = Array.isArray(value)
    ? value.map((item) => pythonValue(item, level + 1))
    : Object.entries(value).map(
        ([name, item]) => `${JSON.stringify(name)}: ${pythonValue(item, level + 1)}`,
      );
  const [open, close] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (lines.length === 0) return `${open}${close}`;
  const inner = "    ".repeat(level + 1);
  return `${open}\n${lines.map((line) => `${inner}${line},`).join("\n")}\n${"    ".repeat(level)}${close}`;
}

/** A word that every POSIX shell reads as this very text. */
function shellText(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

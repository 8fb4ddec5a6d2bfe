import { CopyCode } from "./copy-code";

const LABELS: Readonly<Record<string, string>> = {
  sh: "Shell",
  js: "JavaScript",
  python: "Python",
  json: "JSON",
  http: "HTTP",
  env: ".env",
  sql: "SQL",
};

type CodeBlock = { language: string; code: string };

/** A piece of code; where it is there in several languages, the others are one click away. */
export function CodeGroup({ blocks }: { blocks: readonly CodeBlock[] }) {
  const [first, ...others] = blocks;
  if (!first) return null;
  return (
    <div className="code-group">
      <Code {...first} />
      {others.map((block) => (
        <details key={block.language}>
          <summary>{labelOf(block)}</summary>
          <Code {...block} />
        </details>
      ))}
    </div>
  );
}

function Code(block: CodeBlock) {
  return (
    <figure>
      <figcaption>
        {labelOf(block)}
        <CopyCode code={block.code} label={labelOf(block)} />
      </figcaption>
      <pre>
        <code>{block.code}</code>
      </pre>
    </figure>
  );
}

function labelOf({ language }: CodeBlock): string {
  return LABELS[language] ?? "Text";
}

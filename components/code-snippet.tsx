import { CopyButton } from "./copy-button";

type CodeSnippetProps = {
  /** What it is, shown above the code and in the name of the copy button. */
  label: string;
  code: string;
  /** What the copy button takes when it is not the code as shown. */
  copyText?: string;
  hint?: string;
  onCopied?: () => void;
};

export function CodeSnippet({ label, code, copyText, hint, onCopied }: CodeSnippetProps) {
  return (
    <figure className="min-w-0 overflow-hidden rounded-lg border bg-subtle">
      <figcaption className="flex h-8 items-center justify-between border-b pr-0.5 pl-3 text-xs font-medium text-muted-foreground">
        <span>
          {label}
          {hint ? <span className="font-normal"> · {hint}</span> : null}
        </span>
        <CopyButton text={copyText ?? code} label={label} onCopied={onCopied} />
      </figcaption>
      <pre className="px-3 py-2.5 font-mono text-xs leading-5 wrap-anywhere whitespace-pre-wrap">
        <code>{code}</code>
      </pre>
    </figure>
  );
}

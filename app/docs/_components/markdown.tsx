import { lexer, type MarkedToken, type Token, type Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { headingId } from "@/lib/core/markdown-sections";
import { CodeGroup } from "./code-group";

/** A text in Markdown as elements; HTML in it is left out. */
export function Markdown({ text }: { text: string }) {
  return <Blocks tokens={lexer(text)} />;
}

function Blocks({ tokens }: { tokens: Token[] }) {
  const groups: (Token | Tokens.Code[])[] = [];
  for (const token of tokens.filter(({ type }) => type !== "space")) {
    const last = groups.at(-1);
    if (!isCode(token)) groups.push(token);
    else if (Array.isArray(last) && isSameCall(last, token)) last.push(token);
    else groups.push([token]);
  }
  return groups.map((group, at) =>
    Array.isArray(group) ? (
      <CodeGroup
        key={keyOf(at)}
        blocks={group.map(({ lang = "", text }) => ({ language: lang, code: text }))}
      />
    ) : (
      <Block key={keyOf(at)} token={group} />
    ),
  );
}

const CALLS = ["sh", "js", "python"];

/** Whether a block says in another language what the ones before it say. */
function isSameCall(group: readonly Tokens.Code[], { lang = "" }: Tokens.Code): boolean {
  const languages = group.map((each) => each.lang ?? "");
  return (
    CALLS.includes(lang) &&
    !languages.includes(lang) &&
    languages.every((each) => CALLS.includes(each))
  );
}

function Block({ token }: { token: Token }): ReactNode {
  if (!isMarked(token)) return null;
  switch (token.type) {
    case "heading":
      return <Heading token={token} />;
    case "paragraph":
      return (
        <p>
          <Inline tokens={token.tokens} />
        </p>
      );
    case "list": {
      const List = token.ordered ? "ol" : "ul";
      return (
        <List>
          {token.items.map((item, at) => (
            <li key={keyOf(at)}>
              {item.tokens.map((each, index) =>
                each.type === "text" ? (
                  <Inline key={keyOf(index)} tokens={[each]} />
                ) : (
                  <Blocks key={keyOf(index)} tokens={[each]} />
                ),
              )}
            </li>
          ))}
        </List>
      );
    }
    case "blockquote":
      return (
        <blockquote>
          <Blocks tokens={token.tokens} />
        </blockquote>
      );
    case "table":
      return <Table token={token} />;
    default:
      return null;
  }
}

function Heading({ token: { depth, text, tokens } }: { token: Tokens.Heading }) {
  if (depth === 1)
    return (
      <h1>
        <Inline tokens={tokens} />
      </h1>
    );
  const Level = depth === 2 ? "h2" : "h3";
  const id = headingId(text.replaceAll(/[`*]/g, ""));
  return (
    <Level id={id}>
      <a href={`#${id}`}>
        <Inline tokens={tokens} />
      </a>
    </Level>
  );
}

/** Where there is little room, each row is a list of its cells, under their names. */
function Table({ token: { header, rows } }: { token: Tokens.Table }) {
  return (
    <div className="table-frame">
      <table>
        <thead>
          <tr>
            {header.map((cell, at) => (
              <th key={keyOf(at)} scope="col">
                <Inline tokens={cell.tokens} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={keyOf(at)}>
              {row.map((cell, index) => (
                <td key={keyOf(index)} data-label={header[index]?.text.replaceAll("`", "")}>
                  <Inline tokens={cell.tokens} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Inline({ tokens }: { tokens: Token[] }) {
  return tokens.map((token, at) => <Fragment key={keyOf(at)}>{inlineOf(token)}</Fragment>);
}

function inlineOf(token: Token): ReactNode {
  if (!isMarked(token)) return null;
  switch (token.type) {
    case "text":
      return token.tokens ? <Inline tokens={token.tokens} /> : token.text;
    case "escape":
      return token.text;
    case "strong":
    case "em": {
      const Tag = token.type;
      return (
        <Tag>
          <Inline tokens={token.tokens} />
        </Tag>
      );
    }
    case "codespan":
      return <code>{token.text}</code>;
    case "br":
      return <br />;
    case "html":
      return token.text === "<br>" ? <br /> : null;
    case "link":
      return (
        <a href={hrefOf(token.href)}>
          <Inline tokens={token.tokens} />
        </a>
      );
    default:
      return null;
  }
}

/** Guides link to one another by their files, so that the links hold in the repository too. */
function hrefOf(href: string): string {
  return href.replace(/^([a-z-]+)\.md(?=#|$)/, "/docs/$1");
}

/** A text never changes its order. */
function keyOf(at: number): string {
  return `part-${at}`;
}

function isCode(token: Token): token is Tokens.Code {
  return token.type === "code";
}

/** Whether a token is of marked's own: we add none. */
function isMarked(token: Token): token is MarkedToken {
  return typeof token.raw === "string";
}

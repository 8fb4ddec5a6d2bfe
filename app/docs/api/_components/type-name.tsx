import { Fragment } from "react";

/** A type, with the objects in it as links: their names alone begin with a capital letter. */
export function TypeName({ type }: { type: string }) {
  return type.split(" ").map((word, at, words) => (
    <Fragment key={words.slice(0, at + 1).join(" ")}>
      {at > 0 ? " " : ""}
      {/^[A-Z]/.test(word) ? <a href={`#object-${word}`}>{word}</a> : word}
    </Fragment>
  ));
}

import { SearchIcon } from "lucide-react";
import type { ComponentProps } from "react";
import { styled } from "./cn";
import { Input } from "./ui/input";

export const KeyboardKey = styled(
  "kbd",
  "inline-flex h-5 min-w-5 items-center justify-center rounded border border-b-2 bg-subtle px-1 font-mono text-xs text-muted-foreground",
);

/** A field to search in, within a relative frame; says that `/` leads to it while it is empty. */
export function SearchField({ value, ...props }: ComponentProps<"input">) {
  return (
    <>
      <SearchIcon
        aria-hidden
        className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
      />
      <Input type="search" autoComplete="off" value={value} {...props} />
      {value === "" ? (
        <span aria-hidden className="pointer-events-none absolute top-1.5 right-1.5 max-sm:hidden">
          <KeyboardKey>/</KeyboardKey>
        </span>
      ) : null}
    </>
  );
}

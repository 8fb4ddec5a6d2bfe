"use client";

import { type KeyboardEvent, useId, useRef, useState } from "react";
import { cn } from "@/components/cn";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { SearchField } from "@/components/search-field";
import { excerptOf, type SearchEntry, searchEntries } from "@/lib/core/text-search";

/** Finds parts of guides and operations of the API; everything by the keyboard: `/`, arrows, Enter. */
export function DocsSearch() {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const index = useIndex();
  const [query, setQuery] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const found = searchEntries(index.entries, query);
  const shown = open && query.trim() !== "";
  const focus = () => input.current?.focus();
  useHotkeys({ "/": focus, "mod+k": focus });

  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const chosen = found[active];
    if (step !== 0 && found.length > 0) setActive((active + step + found.length) % found.length);
    else if (event.key === "Enter" && chosen) window.location.assign(chosen.href);
    else if (event.key === "Escape" && open) setOpen(false);
    else return;
    event.preventDefault();
  }

  return (
    <search
      className="relative w-full max-w-72 min-w-0"
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setOpen(false)}
    >
      <SearchField
        ref={input}
        role="combobox"
        aria-label="Search the documentation"
        aria-expanded={shown}
        aria-controls={shown ? `${id}-list` : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && found[active] ? `${id}-${active}` : undefined}
        placeholder="Search"
        className="pl-8 sm:pr-8"
        value={query}
        onFocus={() => {
          index.load();
          setOpen(true);
        }}
        onChange={(event) => {
          setQuery(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <p aria-live="polite" className="sr-only">
        {shown ? `${found.length} found` : ""}
      </p>
      {shown ? (
        <Results id={id} found={found} query={query} active={active} note={index.note} />
      ) : null}
    </search>
  );
}

type ResultsProps = {
  id: string;
  found: readonly SearchEntry[];
  query: string;
  active: number;
  note: string;
};

function Results({ id, found, query, active, note }: ResultsProps) {
  return (
    <div className="absolute top-10 right-0 z-40 max-h-[70dvh] w-[min(30rem,calc(100vw-2rem))] overflow-y-auto rounded-lg border bg-popover p-1 text-popover-foreground shadow-floating max-sm:fixed max-sm:top-14 max-sm:right-4">
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Found in the documentation"
        hidden={found.length === 0}
      >
        {found.map((entry, at) => (
          <a
            key={entry.href}
            id={`${id}-${at}`}
            href={entry.href}
            role="option"
            aria-selected={at === active}
            tabIndex={-1}
            className={cn(
              "block rounded-md px-3 py-2",
              at === active ? "bg-accent" : "hover:bg-accent/60",
            )}
          >
            <span className="flex flex-wrap items-baseline justify-between gap-x-3">
              <span className="font-medium">{entry.title}</span>
              <span className="text-xs text-muted-foreground">{entry.page}</span>
            </span>
            <span className="line-clamp-2 text-xs wrap-anywhere text-muted-foreground">
              {excerptOf(entry, query)}
            </span>
          </a>
        ))}
      </div>
      {found.length === 0 ? (
        <p className="px-3 py-2 text-sm text-muted-foreground">{note}</p>
      ) : null}
    </div>
  );
}

/** What is searched, fetched when someone begins to. */
function useIndex() {
  const [entries, setEntries] = useState<readonly SearchEntry[]>([]);
  const [phase, setPhase] = useState<keyof typeof NOTES>("idle");

  async function load() {
    if (phase === "loading" || phase === "ready") return;
    setPhase("loading");
    try {
      const response = await fetch("/docs/search.json");
      if (!response.ok) throw new Error(`The answer was ${response.status}`);
      setEntries(await response.json());
      setPhase("ready");
    } catch {
      setPhase("failed");
    }
  }

  return { entries, note: NOTES[phase], load };
}

const NOTES = {
  idle: "",
  loading: "Loading …",
  ready: "No results. Try fewer or different words.",
  failed: "Search is unavailable. Try again.",
} as const;

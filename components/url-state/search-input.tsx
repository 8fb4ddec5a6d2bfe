import { XIcon } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { PastedKeyNote, usePastedKey } from "@/components/find-key";
import { useHotkeys } from "@/components/hooks/use-hotkeys";
import { SearchField } from "@/components/search-field";
import { useUrlState } from "./url-state-provider";

const WAIT_MS = 250;

/** Searches as one types, in the address; `/` comes here, Esc clears. A pasted key is found. */
export function SearchInput({ label }: { label: string }) {
  const url = useUrlState();
  const current = url.get("search") ?? "";
  const [text, setText] = useState(current);
  const [sent, setSent] = useState(current);
  const pasted = usePastedKey();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useHotkeys({ "/": () => field.current?.focus() });
  useEffect(() => () => clearTimeout(timer.current), []);

  if (current !== sent && !url.pending) {
    setSent(current);
    setText(current);
  }

  function send(value: string, wait: number) {
    setText(value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setSent(value.trim());
      url.set({ search: value.trim() || null });
    }, wait);
  }

  return (
    <div className="relative w-full sm:w-72">
      <SearchField
        ref={field}
        aria-label={label}
        placeholder={label}
        value={text}
        spellCheck={false}
        className="px-8 [&::-webkit-search-cancel-button]:hidden"
        onChange={({ target }) => {
          if (pasted.take(target.value)) send("", 0);
          else send(target.value, WAIT_MS);
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") send(text, 0);
          if (event.key === "Escape") send("", 0);
        }}
      />
      {text ? (
        <button
          type="button"
          aria-label="Clear search"
          className="absolute top-1 right-1 flex size-6 items-center justify-center rounded text-muted-foreground hover:text-foreground"
          onClick={() => {
            send("", 0);
            field.current?.focus();
          }}
        >
          <XIcon aria-hidden className="size-3.5" />
        </button>
      ) : null}
      <PastedKeyNote note={pasted.note} />
    </div>
  );
}

"use client";

import { PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type PairsFieldProps = {
  control: { id: string };
  value: unknown;
  /** Pairs that cannot be an object stay pairs, which the contract then refuses. */
  onChange: (value: Record<string, string> | Pair[] | undefined) => void;
};

type Pair = { name: string; value: string };

/** Names and values, one row each, such as the headers of a request. */
export function PairsField({ control, value, onChange }: PairsFieldProps) {
  const [pairs, setPairs] = useState(() => pairsOf(value));

  function update(next: Pair[]) {
    setPairs(next);
    const said = next.filter(({ name, value: text }) => name !== "" || text !== "");
    const names = new Set(said.map(({ name }) => name));
    if (said.length === 0) onChange(undefined);
    else if (names.has("") || names.size < said.length) onChange(said);
    else onChange(Object.fromEntries(said.map((pair) => [pair.name, pair.value])));
  }

  return (
    <div className="grid gap-2">
      {pairs.map((pair, index) => (
        <div
          key={`${control.id}-${index.toString()}`}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_auto] gap-2"
        >
          <Input
            aria-label={`Name ${index + 1}`}
            value={pair.name}
            spellCheck={false}
            onChange={(event) => update(pairs.with(index, { ...pair, name: event.target.value }))}
          />
          <Input
            aria-label={`Value ${index + 1}`}
            value={pair.value}
            spellCheck={false}
            onChange={(event) => update(pairs.with(index, { ...pair, value: event.target.value }))}
          />
          <Button
            variant="ghost"
            size="icon"
            aria-label={`Remove ${pair.name || `row ${index + 1}`}`}
            onClick={() => update(pairs.toSpliced(index, 1))}
          >
            <XIcon aria-hidden />
          </Button>
        </div>
      ))}
      <Button
        id={control.id}
        variant="outline"
        size="sm"
        className="w-fit"
        onClick={() => setPairs([...pairs, { name: "", value: "" }])}
      >
        <PlusIcon aria-hidden />
        Add
      </Button>
    </div>
  );
}

function isPair(value: unknown): value is Pair {
  return (
    typeof value === "object" &&
    value !== null &&
    "name" in value &&
    typeof value.name === "string" &&
    "value" in value &&
    typeof value.value === "string"
  );
}

function pairsOf(value: unknown): Pair[] {
  if (Array.isArray(value) && value.every(isPair)) return value;
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, text]) => ({ name, value: String(text) }));
}

"use client";

import { PlusIcon, XIcon } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";

type PairsFieldProps = {
  control: { id: string };
  value: unknown;
  onChange: (value: Record<string, string> | undefined) => void;
};

type Pair = { name: string; value: string };

/** Names and values, one row each, such as the headers of a request. */
export function PairsField({ control, value, onChange }: PairsFieldProps) {
  const [pairs, setPairs] = useState(() => pairsOf(value));

  function update(next: Pair[]) {
    setPairs(next);
    const named = next.filter(({ name }) => name !== "");
    onChange(
      named.length > 0
        ? Object.fromEntries(named.map((pair) => [pair.name, pair.value]))
        : undefined,
    );
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

function pairsOf(value: unknown): Pair[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).map(([name, text]) => ({ name, value: String(text) }));
}

import ipaddr from "ipaddr.js";
import { XIcon } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { useController } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ipRangeProblem } from "@/lib/core/ip-range";
import { errorText, FormField } from "./form-field";

const NONE = "Any address can call. Add IPv4 or IPv6 addresses or CIDR ranges to allow only those.";
const SOME = "Only these addresses can call. All others are refused.";

export function AllowedIpsField() {
  const { field, fieldState } = useController<{ allowedIps: string[] }, "allowedIps">({
    name: "allowedIps",
  });
  const { value, onChange } = field;
  const [text, setText] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const waiting = splitEntries(text);
  const notAdded =
    waiting.map(ipEntryError).find((each) => each !== null) ??
    (waiting.length > 0 ? "Add this address, or clear it." : null);

  function add() {
    const entries = splitEntries(text);
    const wrong = entries.filter((entry) => ipEntryError(entry) !== null);
    const right = entries.filter((entry) => ipEntryError(entry) === null);
    setProblem(wrong[0] === undefined ? null : ipEntryError(wrong[0]));
    setText(wrong.join(" "));
    if (right.length > 0) onChange([...new Set([...value, ...right])]);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    add();
  }

  return (
    <FormField
      label="Allowed IPs"
      optional
      error={problem ?? errorText(fieldState.error)}
      problem={notAdded}
      hint={value.length === 0 ? NONE : SOME}
    >
      {(control) => (
        <div className="grid gap-2">
          <div className="flex gap-2">
            <Input
              {...control}
              value={text}
              placeholder="203.0.113.7 or 10.0.0.0/8"
              autoComplete="off"
              spellCheck={false}
              className="font-mono placeholder:font-sans"
              onChange={(event) => {
                setText(event.target.value);
                setProblem(null);
              }}
              onKeyDown={onKeyDown}
              onBlur={add}
            />
            <Button variant="outline" onClick={add}>
              Add
            </Button>
          </div>
          {value.length > 0 ? (
            <ul aria-label="Addresses" className="flex flex-wrap gap-1.5">
              {value.map((entry) => (
                <li
                  key={entry}
                  className="flex h-6 items-center gap-0.5 rounded-md border bg-muted pl-2 font-mono text-xs"
                >
                  {entry}
                  <button
                    type="button"
                    aria-label={`Remove ${entry}`}
                    className="flex size-6 items-center justify-center rounded text-muted-foreground hover:text-foreground"
                    onClick={() => onChange(value.filter((other) => other !== entry))}
                  >
                    <XIcon aria-hidden className="size-3" />
                  </button>
                </li>
              ))}
            </ul>
          ) : null}
        </div>
      )}
    </FormField>
  );
}

function isAddress(text: string) {
  return ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text);
}

/** What is wrong with an address or CIDR range as it is kept; null when nothing is. */
export function ipEntryError(text: string): string | null {
  const [address = "", bits, ...rest] = text.split("/");
  if (rest.length > 0 || !isAddress(address)) return `${text} is not an IP address.`;
  const most = ipaddr.parse(address).kind() === "ipv4" ? 32 : 128;
  if (bits !== undefined && (!/^\d{1,3}$/.test(bits) || Number(bits) > most)) {
    return `${text}: the prefix length must be between 0 and ${most}.`;
  }
  const problem = ipRangeProblem(text);
  return problem === undefined ? null : `${text}: ${problem}`;
}

/** Entries as people paste them: separated by commas, spaces or line breaks. */
export function splitEntries(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

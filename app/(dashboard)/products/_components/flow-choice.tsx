import { useQuery } from "@tanstack/react-query";
import { SearchIcon } from "lucide-react";
import { useState } from "react";
import { readFlowChoices } from "@/app/(dashboard)/products/actions";
import { ChoiceCards } from "@/components/form/choice-cards";
import { FieldSet } from "@/components/form/form-field";
import { counted } from "@/components/format";
import { useSettled } from "@/components/hooks/use-settled";
import { actionValue } from "@/components/live/action-value";
import { Skeleton } from "@/components/page-skeletons";
import { ReadTrouble } from "@/components/trouble/trouble-note";
import { Input } from "@/components/ui/input";
import type { FlowView } from "@/lib/contracts/flow/contracts";

type FlowChoiceProps = {
  /** Id of the chosen flow. */
  value: string | null;
  onChange: (flow: FlowView) => void;
  error?: string;
};

const SHOWN = 20;

/** One of the organization's flows, found by name. */
export function FlowChoice({ value, onChange, error }: FlowChoiceProps) {
  const [text, setText] = useState("");
  const search = useSettled(text.trim(), 200);
  const reading = useQuery({
    queryKey: ["flow-choices", search],
    queryFn: async () =>
      actionValue(await readFlowChoices({ limit: SHOWN, search: search || undefined })),
    placeholderData: (previous) => previous,
  });
  const { data, isError } = reading;

  return (
    <FieldSet legend="Flow" error={error}>
      <div className="relative">
        <SearchIcon
          aria-hidden
          className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground"
        />
        <Input
          type="search"
          aria-label="Search flows"
          placeholder="Search flows"
          value={text}
          autoComplete="off"
          spellCheck={false}
          className="pl-8"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
        />
      </div>
      <ReadTrouble of={reading} />
      {data === undefined && !isError ? <Skeleton className="h-24 w-full" /> : null}
      {data ? (
        <FlowCards flows={data.data} value={value} onChange={onChange} searched={search !== ""} />
      ) : null}
      {data?.pagination.hasMore ? (
        <p className="text-xs text-muted-foreground">
          The newest {SHOWN} are shown. Search to find the others.
        </p>
      ) : null}
    </FieldSet>
  );
}

type FlowCardsProps = Omit<FlowChoiceProps, "error"> & {
  flows: readonly FlowView[];
  searched: boolean;
};

function FlowCards({ flows, value, onChange, searched }: FlowCardsProps) {
  if (flows.length === 0) {
    return (
      <p
        role="status"
        className="rounded-lg border border-dashed px-3 py-4 text-sm text-muted-foreground"
      >
        {searched ? "No flow has that name." : "There are no flows yet. Start from a sample flow."}
      </p>
    );
  }
  return (
    <div className="-m-1 max-h-64 overflow-y-auto p-1">
      <ChoiceCards
        label="Flow"
        className="sm:grid-cols-1"
        value={value}
        onChange={(id) => {
          const flow = flows.find((one) => one.id === id);
          if (flow) onChange(flow);
        }}
        choices={flows.map((flow) => ({
          value: flow.id,
          label: flow.name,
          description: aboutFlow(flow),
        }))}
      />
    </div>
  );
}

function aboutFlow({ stepCount, publishedVersion, description }: FlowView): string {
  const version = publishedVersion === null ? "not published" : `published v${publishedVersion}`;
  return [counted(stepCount, "step"), version, description].filter(Boolean).join(" · ");
}

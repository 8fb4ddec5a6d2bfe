"use client";

import type { EndpointFacts } from "@/app/(dashboard)/products/[productId]/surfaces/[surfaceId]/_components/endpoint-facts";
import {
  Select,
  SelectContent,
  SelectItem,
  SelectTrigger,
  SelectValue,
} from "@/components/ui/select";

type EndpointSelectProps = {
  endpoints: readonly EndpointFacts[];
  chosen: EndpointFacts;
  onChoose: (capabilityId: string) => void;
};

export function EndpointSelect({ endpoints, chosen, onChoose }: EndpointSelectProps) {
  return (
    <Select value={chosen.capability.id} onValueChange={onChoose}>
      <SelectTrigger aria-label="Capability" className="max-w-48 min-w-0 sm:max-w-72">
        <SelectValue>{chosen.name}</SelectValue>
      </SelectTrigger>
      <SelectContent align="end" className="max-w-80">
        {endpoints.map(({ capability, name }) => (
          <SelectItem key={capability.id} value={capability.id}>
            {name}
          </SelectItem>
        ))}
      </SelectContent>
    </Select>
  );
}

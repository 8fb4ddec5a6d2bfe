"use client";

import {
  ArrowUpRightIcon,
  BanIcon,
  EllipsisIcon,
  PauseIcon,
  PencilIcon,
  PlayIcon,
  RefreshCwIcon,
} from "lucide-react";
import { useKeyClient } from "@/components/key/key-client";
import { type KeyFacts, keyName } from "@/components/key/key-facts";
import { Link } from "@/components/link";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import { actRefusal, type KeyActs } from "./use-key-acts";

type KeyMenuProps<Key extends KeyFacts> = {
  apiKey: Key;
  acts: KeyActs<Key>;
  readOnlyReason: string | null;
};

export function KeyMenu<Key extends KeyFacts>(props: KeyMenuProps<Key>) {
  const { apiKey, acts, readOnlyReason } = props;
  const { home } = useKeyClient();
  const refusal = actRefusal(apiKey, readOnlyReason);
  const disabled = refusal !== null;
  const isDisabled = apiKey.disabledAt !== null;
  return (
    <DropdownMenu
      align="end"
      className="max-w-64"
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={`Actions for ${keyName(apiKey)}`}
        >
          <EllipsisIcon />
        </Button>
      }
    >
      <DropdownMenuItem asChild>
        <Link href={`${home}/${apiKey.id}`}>
          <ArrowUpRightIcon /> Open
        </Link>
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      {refusal ? <DropdownMenuLabel>{refusal}</DropdownMenuLabel> : null}
      <DropdownMenuItem disabled={disabled} onSelect={() => acts.start("edit", apiKey)}>
        <PencilIcon /> Edit
      </DropdownMenuItem>
      <DropdownMenuItem disabled={disabled} onSelect={() => acts.start("rotate", apiKey)}>
        <RefreshCwIcon /> Rotate
      </DropdownMenuItem>
      <DropdownMenuItem
        disabled={disabled}
        onSelect={() => acts.start(isDisabled ? "enable" : "disable", apiKey)}
      >
        {isDisabled ? <PlayIcon /> : <PauseIcon />} {isDisabled ? "Enable" : "Disable"}
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem
        variant="destructive"
        disabled={disabled}
        onSelect={() => acts.start("revoke", apiKey)}
      >
        <BanIcon /> Revoke
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

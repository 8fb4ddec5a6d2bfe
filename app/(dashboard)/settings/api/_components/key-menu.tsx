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
import Link from "next/link";
import { actRefusal, type KeyActs } from "@/app/(dashboard)/settings/api/_components/use-key-acts";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

type KeyMenuProps = { apiKey: PlatformKeyView; acts: KeyActs; readOnlyReason: string | null };

export function KeyMenu({ apiKey, acts, readOnlyReason }: KeyMenuProps) {
  const refusal = actRefusal(apiKey, readOnlyReason);
  const disabled = refusal !== null;
  const isDisabled = apiKey.disabledAt !== null;
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={`Actions for ${apiKey.name}`}
        >
          <EllipsisIcon />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" className="max-w-64">
        <DropdownMenuItem asChild>
          <Link href={`/settings/api/${apiKey.id}`} prefetch={false}>
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
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

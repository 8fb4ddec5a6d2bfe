"use client";

import { EllipsisIcon, PencilIcon, Trash2Icon } from "lucide-react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuSeparator,
} from "@/components/ui/dropdown-menu";
import type { SecretView } from "@/lib/contracts/secret/contracts";

export type SecretAct = { kind: "edit" | "delete"; secret: SecretView };

type SecretMenuProps = {
  secret: SecretView;
  onAct: (act: SecretAct) => void;
  readOnlyReason: string | null;
};

export function SecretMenu({ secret, onAct, readOnlyReason }: SecretMenuProps) {
  const disabled = readOnlyReason !== null;
  return (
    <DropdownMenu
      align="end"
      className="max-w-64"
      trigger={
        <Button
          variant="ghost"
          size="icon-sm"
          className="text-muted-foreground"
          aria-label={`Actions for ${secret.key}`}
        >
          <EllipsisIcon />
        </Button>
      }
    >
      {readOnlyReason ? <DropdownMenuLabel>{readOnlyReason}</DropdownMenuLabel> : null}
      <DropdownMenuItem disabled={disabled} onSelect={() => onAct({ kind: "edit", secret })}>
        <PencilIcon /> Edit
      </DropdownMenuItem>
      <DropdownMenuSeparator />
      <DropdownMenuItem
        variant="destructive"
        disabled={disabled}
        onSelect={() => onAct({ kind: "delete", secret })}
      >
        <Trash2Icon /> Delete
      </DropdownMenuItem>
    </DropdownMenu>
  );
}

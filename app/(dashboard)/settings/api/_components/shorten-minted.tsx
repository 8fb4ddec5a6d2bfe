"use client";

import { useFormContext } from "react-hook-form";
import { isShorter, type KeyValues } from "@/app/(dashboard)/settings/api/_components/key-values";
import { DescendantsChoice } from "@/components/key/descendants/descendants-choice";
import { useDescendants } from "@/components/key/descendants/use-descendants";
import type { PlatformKeyView } from "@/lib/contracts/platform-key";

/** Asks whether the keys that a key minted end with it, once it is given an earlier end. */
export function ShortenMinted({ apiKey }: { apiKey: PlatformKeyView }) {
  const { watch, setValue } = useFormContext<KeyValues>();
  const after = watch("expiresAt");
  const until = isShorter(after, apiKey.expiresAt) ? after : null;
  const minted = useDescendants({ keyIds: [apiKey.id], open: true, until });
  const setTaken = (taken: boolean) => {
    minted.setTaken(taken);
    setValue("shortensMinted", taken);
  };
  return <DescendantsChoice minted={{ ...minted, setTaken }} act="shorten" />;
}

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext } from "react";
import { actionValue } from "@/components/live/action-value";
import type { ActionResult } from "@/lib/contracts/action-result";
import type {
  ChangedKeys,
  KeyDecisions,
  KeySelection,
  RevokedKeys,
} from "@/lib/contracts/key/screen";
import type { KeyDescendants } from "@/lib/contracts/platform-key/screen";
import type { GRACES } from "@/lib/core/keys";
import type { KeyFacts, KeyOverviewOf } from "./key-facts";

export type Grace = (typeof GRACES)[number];

/** A secret that is shown once, and the call to try it with. */
export type Revealed = {
  key: Pick<KeyFacts, "id" | "name" | "environment">;
  secret: string;
  /** What a program reads it from. */
  variable: string;
  /** The first call as a shell command, with this text in the place of the key. */
  firstCall: (token: string) => string;
};

/** One change for several keys. */
type ChangeOfMany =
  | { isActive: boolean }
  | { expiresAt: string | null; descendants?: "shorten" | undefined };

/** What is said of a revocation. */
type Revocation = { reason?: string | undefined; descendants?: "revoke" | undefined };

type FirstUse = { firstUse: { at: string; from: string | null } | null };

/** What can be read of one kind of keys, and done to them. */
export type KeyClient = {
  /** What the queries about these keys are kept under. */
  queries: string;
  /** The address of their list; the page of a key lies below it. */
  home: string;
  /** What a key is allowed, in a word: "permissions". */
  scope: string;
  /** What a person needs who changes them. */
  permission: "API_KEYS:WRITE" | "SURFACE_KEYS:WRITE";
  readOverview: (id: string) => Promise<ActionResult<KeyOverviewOf<KeyFacts>>>;
  readDecisions: (id: string, limit: number) => Promise<ActionResult<KeyDecisions>>;
  readFirstUse: (id: string) => Promise<ActionResult<FirstUse>>;
  switchKey: (key: KeyFacts, isActive: boolean) => Promise<ActionResult<unknown>>;
  rotate: (
    key: KeyFacts,
    graceSeconds: Grace,
    requestName: string,
  ) => Promise<ActionResult<Revealed>>;
  revoke: (id: string, revocation: Revocation) => Promise<ActionResult<KeyFacts>>;
  /** The living keys that some of them minted, of a kind that can: those alone that live longer. */
  readDescendants?: (keyIds: string[], outliving?: string) => Promise<ActionResult<KeyDescendants>>;
  readSelection: (keyIds: string[]) => Promise<ActionResult<KeySelection>>;
  changeMany: (keyIds: string[], change: ChangeOfMany) => Promise<ActionResult<ChangedKeys>>;
  revokeMany: (keyIds: string[], revocation: Revocation) => Promise<ActionResult<RevokedKeys>>;
};

const Context = createContext<KeyClient | null>(null);

type KeyClientProviderProps = { client: KeyClient; children: ReactNode };

/** Makes the shared screens of keys work on one kind of keys. */
export function KeyClientProvider({ client, children }: KeyClientProviderProps) {
  return <Context value={client}>{children}</Context>;
}

export function useKeyClient(): KeyClient {
  const client = useContext(Context);
  if (!client) throw new Error("useKeyClient needs a KeyClientProvider above it.");
  return client;
}

/** What the page of a key shows, read while that is asked for. */
export function useKeyOverview(id: string, isAsked: boolean) {
  const { queries, readOverview } = useKeyClient();
  const { data } = useQuery({
    queryKey: [queries, "overview", id],
    queryFn: async () => actionValue(await readOverview(id)),
    enabled: isAsked,
  });
  return data;
}

/** Reads again what is on screen and forgets what is not, after a change. */
export function useKeysChanged() {
  const client = useQueryClient();
  const { queries } = useKeyClient();
  return () => {
    client.removeQueries({ queryKey: [queries], type: "inactive" });
    return client.invalidateQueries({ queryKey: [queries] });
  };
}

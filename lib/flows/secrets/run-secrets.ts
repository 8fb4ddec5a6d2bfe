import "server-only";
import { addressOf, readHost } from "@/lib/core/host";
import { MaskBudget } from "@/lib/flows/budgets";
import type { Target } from "@/lib/flows/outbound/read-target";
import { type Mask, maskOf } from "@/lib/flows/secrets/mask";
import { StepError } from "@/lib/flows/step-error";
import type { Environment } from "@/lib/policy/roles";

/** A secret that was found and is still sealed. */
export type FoundSecret = { key: string; hosts: readonly string[]; open: () => string };

/** Opens secrets, at the socket that they go out by. */
type OpenSecrets = () => ReadonlyMap<string, string>;

/** The secrets of one run. */
export type RunSecrets = {
  /** Those of a request; throws {@link StepError} unless each is there and may go to the target. */
  take: (keys: readonly string[], target: Target) => Promise<OpenSecrets>;
  /** Masks what was opened so far. */
  mask: () => Mask;
};

type Source = {
  environment: Environment;
  /** Those of the run's organization and environment. */
  find: (keys: readonly string[]) => Promise<readonly FoundSecret[]>;
};

const NOTHING = maskOf([]);

/** Each is looked for in all that comes after. */
const MAX_SECRETS = 50;

export function runSecrets({ environment, find }: Source): RunSecrets {
  const opened = new Set<string>();
  const taken = new Set<string>();
  const budget = new MaskBudget();
  let mask = NOTHING;
  return {
    take: async (keys, target) => {
      for (const key of keys) taken.add(key);
      if (taken.size > MAX_SECRETS) {
        throw new StepError(`A run can use at most ${MAX_SECRETS} secrets.`);
      }
      const found = await find(keys);
      for (const key of keys) {
        const secret = found.find((each) => each.key === key);
        if (!secret) throw new StepError(`There is no secret ${key} for ${environment} runs.`);
        assertMayGo(secret, target);
      }
      return () => {
        const values = new Map(found.map(({ key, open }) => [key, open()]));
        const before = opened.size;
        for (const value of values.values()) opened.add(value);
        if (opened.size > before) mask = maskOf(opened, budget);
        return values;
      };
    },
    mask: () => mask,
  };
}

function assertMayGo({ key, hosts }: FoundSecret, target: Target): void {
  if (!hosts.some((text) => isAt(text, target))) {
    throw new StepError(`The secret ${key} must not be sent to ${target.label}.`);
  }
  // The operator vouches for hosts of the own network.
  if (!target.secure && !target.allowed) {
    throw new StepError(`The secret ${key} is sent by https only.`);
  }
}

/** Whether a host is the target; without a port it stands for the one of http or https. */
function isAt(text: string, { host, port, secure }: Target): boolean {
  const read = readHost(text);
  if (!read) return false;
  const usual = secure ? 443 : 80;
  return (addressOf(read.host) ?? read.host) === host && (read.port ?? usual) === port;
}

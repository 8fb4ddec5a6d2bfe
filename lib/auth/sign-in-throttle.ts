import "server-only";
import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import { AppError } from "@/lib/core/errors";
import { inTransaction } from "@/lib/db/prisma";
import {
  forgetThrottles,
  lockThrottles,
  setFailures,
  type ThrottleRow,
  takeBackFailure,
} from "@/lib/db/sign-in-throttles";
import { env } from "@/lib/env";

/** Failures, and new accounts, without any delay: many people may share an address. */
const FREE = { account: 5, address: 20, newAccount: 20 } as const satisfies Record<Kind, number>;
const LONGEST_DELAY = 60;

const KINDS = ["account", "address", "newAccount"] as const;

type Kind = (typeof KINDS)[number];

/** An attempt, as it was counted; it stands for a failure until it is forgiven. */
export type Attempt = readonly ThrottleRow[];

/** Seconds to wait after so many failures: 2, 4, 8, ... and never more than a minute. */
export function delayAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(LONGEST_DELAY, 2 ** (failures - free + 1));
}

/** Failures that still count: one is forgiven for every minute of quiet. */
export function remainingFailures(failures: number, elapsed: number): number {
  return Math.max(0, failures - Math.floor(elapsed / LONGEST_DELAY));
}

/**
 * Counts an attempt before its password is looked at, so that attempts at the same moment count as
 * well. One that comes too soon is refused and not counted. Throws `rate_limited`.
 */
export async function beginAttempt(email: string, address: string | null): Promise<Attempt> {
  const subjects = [subjectOf("account", email)];
  if (address !== null) subjects.push(subjectOf("address", networkOf(address)));
  return count(subjects);
}

/** Counts a new account of an address, made or not. Throws `rate_limited` when they come too fast. */
export async function beginAccount(address: string | null): Promise<void> {
  if (address !== null) await count([subjectOf("newAccount", networkOf(address))]);
}

function count(subjects: string[]): Promise<Attempt> {
  return inTransaction(async (tx) => {
    const found = await lockThrottles(tx, subjects);
    const seconds = Math.ceil(Math.max(...found.map(secondsToWait)));
    if (seconds > 0) throw tooMany(seconds);
    const counted = found.map((row) => ({
      ...row,
      failures: remainingFailures(row.failures, row.elapsed) + 1,
    }));
    for (const { subject, failures } of counted) await setFailures(tx, subject, failures);
    return counted;
  });
}

/** The attempt succeeded: the account starts afresh, and the address is as it was. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const row of attempt) {
    if (isAccount(row)) await forgetThrottles(row.subject);
    else await takeBackFailure(row);
  }
}

function isAccount({ subject }: ThrottleRow): boolean {
  return subject.startsWith("account:");
}

function secondsToWait(row: ThrottleRow): number {
  const kind = KINDS.find((each) => row.subject.startsWith(`${each}:`)) ?? "account";
  const delay = delayAfter(row.failures, FREE[kind]);
  return delay === 0 ? 0 : delay - row.elapsed;
}

function tooMany(seconds: number): AppError {
  const unit = seconds === 1 ? "second" : "seconds";
  return new AppError("rate_limited", `Too many attempts. Try again in ${seconds} ${unit}.`, {
    retryAfter: seconds,
  });
}

/** Nothing that was typed is stored: people type passwords into the wrong field. */
function subjectOf(kind: Kind, value: string): string {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET).update(`${kind}:${value}`);
  return `${kind}:${digest.digest("base64url")}`;
}

/** An IPv4 address, or the /64 of an IPv6 address, which one caller has to themselves. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const caller = ipaddr.process(address);
  if (caller instanceof ipaddr.IPv4) return caller.toString();
  return ipaddr.IPv6.networkAddressFromCIDR(`${caller.toString()}/64`).toString();
}

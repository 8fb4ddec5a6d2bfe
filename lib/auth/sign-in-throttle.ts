import "server-only";
import { createHmac } from "node:crypto";
import ipaddr from "ipaddr.js";
import { AppError } from "@/lib/core/errors";
import { Turns } from "@/lib/core/turns";
import { inTransaction, type Transaction } from "@/lib/db/prisma";
import {
  forgetThrottle,
  lockThrottles,
  setFailures,
  type ThrottleRow,
  takeBackFailure,
  trimThrottles,
} from "@/lib/db/sign-in-throttles";
import { env } from "@/lib/env";

type Rule = {
  /** Failures without any delay. */
  free: number;
  /** Seconds to wait after the first failure beyond; they double with each further one. */
  first: number;
  /** The longest wait, and the seconds of quiet after which one failure is forgiven. */
  pace: number;
};

/** Strangers only: whoever shows a known device is counted by that device alone. */
const RULES = {
  /** Of one account, from one network. */
  network: { free: 5, first: 2, pace: 60 },
  /** Of one account, from anywhere: 100 an hour. */
  account: { free: 100, first: 36, pace: 36 },
  /** Of any account: many people may share an address. */
  address: { free: 20, first: 2, pace: 60 },
  /** New accounts, made or not. */
  newAccount: { free: 20, first: 2, pace: 60 },
} as const satisfies Record<string, Rule>;

type Kind = keyof typeof RULES;

/** Rows beyond are dropped, the oldest first. */
const MAX_ROWS = 100_000;
const TRIM_CHANCE = 0.01;

/** Attempts at one account wait for one another: here, so that they hold no connections of others. */
const counting = new Turns(2, 500);

/** An attempt, as it was counted; it stands for a failure until it is forgiven. */
export type Attempt = readonly ThrottleRow[];

/** Seconds to wait after so many failures. */
export function delayAfter(failures: number, { free, first, pace }: Rule): number {
  return failures < free ? 0 : Math.min(pace, first * 2 ** (failures - free));
}

/** Failures that still count after so many seconds of quiet. */
export function remainingFailures(failures: number, elapsed: number, { pace }: Rule): number {
  return Math.max(0, failures - Math.floor(elapsed / pace));
}

/**
 * Counts an attempt before its password is looked at, so that attempts at the same moment count as
 * well. One that comes too soon is refused and not counted. Throws `rate_limited`.
 */
export async function beginAttempt(email: string, address: string | null): Promise<Attempt> {
  const network = address === null ? "unknown" : networkOf(address, 24);
  const subjects = [subjectOf("account", email), subjectOf("network", `${network} ${email}`)];
  if (address !== null) subjects.push(subjectOf("address", networkOf(address, 32)));
  if (Math.random() < TRIM_CHANCE) await trimThrottles(MAX_ROWS);
  return count(subjects);
}

/** Counts a new account of an address, made or not. Throws `rate_limited` when they come too fast. */
export async function beginAccount(address: string | null): Promise<void> {
  if (address !== null) await count([subjectOf("newAccount", networkOf(address, 32))]);
}

function count(subjects: string[]): Promise<Attempt> {
  return counting.take(() => inTransaction((tx) => countIn(tx, subjects)));
}

async function countIn(tx: Transaction, subjects: string[]): Promise<Attempt> {
  const found = await lockThrottles(tx, subjects);
  const seconds = Math.ceil(Math.max(...found.map(secondsToWait)));
  if (seconds > 0) throw tooMany(seconds);
  const counted = found.map((row) => ({
    ...row,
    failures: remainingFailures(row.failures, row.elapsed, ruleOf(row)) + 1,
  }));
  for (const { subject, failures } of counted) await setFailures(tx, subject, failures);
  return counted;
}

/** The attempt succeeded: its network starts afresh with the account, all else is as it was. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const row of attempt) {
    if (ruleOf(row) === RULES.network) await forgetThrottle(row.subject);
    else await takeBackFailure(row);
  }
}

function ruleOf({ subject }: ThrottleRow): Rule {
  const found = Object.entries(RULES).find(([kind]) => subject.startsWith(`${kind}:`));
  return found?.[1] ?? RULES.account;
}

function secondsToWait(row: ThrottleRow): number {
  const delay = delayAfter(row.failures, ruleOf(row));
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

/** The network of an IPv4 address, or the /64 of an IPv6 address, which one caller has alone. */
function networkOf(address: string, ipv4Bits: number): string {
  if (!ipaddr.isValid(address)) return "unknown";
  const caller = ipaddr.process(address);
  return caller instanceof ipaddr.IPv4
    ? ipaddr.IPv4.networkAddressFromCIDR(`${caller.toString()}/${ipv4Bits}`).toString()
    : ipaddr.IPv6.networkAddressFromCIDR(`${caller.toString()}/64`).toString();
}

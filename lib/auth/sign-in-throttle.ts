import "server-only";
import { createHmac } from "node:crypto";
import { type AppError, unavailable } from "@/lib/core/errors";
import { FairQueue } from "@/lib/core/fair-queue";
import { networkOf } from "@/lib/core/ip-range";
import { attemptTooSoon } from "@/lib/core/refusals";
import {
  countAttempt,
  forgetThrottle,
  type Subject,
  type ThrottleRow,
  takeBackFailure,
  trimThrottles,
} from "@/lib/db/sign-in-throttles";
import { env } from "@/lib/env";

/** Strangers only: an attempt from a known device is counted by that device alone. */
const RULES = {
  /** Of one account, from one network. */
  network: { free: 5, first: 2, pace: 60 },
  /** Of one account, from anywhere: 100 an hour. */
  account: { free: 100, first: 36, pace: 36 },
  /** Of any account: many people may share an address. */
  address: { free: 20, first: 2, pace: 60 },
  /** New accounts, made or not. */
  newAccount: { free: 20, first: 2, pace: 60 },
  /** Links that do not exist, asked for from one address. */
  guessedLink: { free: 20, first: 2, pace: 60 },
  /** Openings of one link, by browsers that had not opened it. */
  openedLink: { free: 100, first: 36, pace: 36 },
  /** Passcodes of one link, from anywhere: 6 an hour beyond the first ten. */
  passcode: { free: 10, first: 60, pace: 600 },
} as const satisfies Record<string, Omit<Subject, "subject">>;

type Kind = keyof typeof RULES;

/** Rows beyond are dropped, the oldest first. */
const MAX_ROWS = 100_000;
const TRIM_CHANCE = 0.01;

/** Attempts at one account wait for one another: here, so that they hold no connections of others. */
const counting = new FairQueue(
  { running: { total: 4, group: 2 }, waiting: { total: 500, group: 100, member: 100 } },
  tooManyAttempts,
);

/** An attempt, as it was counted; it stands for a failure until it is forgiven. */
export type Attempt = readonly ThrottleRow[];

/**
 * Counts an attempt before its password is looked at, so that attempts at the same moment count as
 * well. One that comes too soon is refused and not counted. Throws `rate_limited`.
 */
export async function beginAttempt(email: string, address: string | null): Promise<Attempt> {
  const network = networkOf(address);
  const subjects = [subjectOf("account", email), subjectOf("network", `${network} ${email}`)];
  if (address !== null) subjects.push(subjectOf("address", networkOf(address, 32)));
  if (Math.random() < TRIM_CHANCE) await trimThrottles(MAX_ROWS);
  return count(subjects);
}

/** Counts a new account of an address, made or not. Throws `rate_limited` when they come too fast. */
export async function beginAccount(address: string | null): Promise<void> {
  if (address !== null) await count([subjectOf("newAccount", networkOf(address, 32))]);
}

/** Counts a link that nobody made. Throws `rate_limited` when they are asked for too fast. */
export async function countGuessedLink(address: string | null): Promise<void> {
  if (address !== null) await count([subjectOf("guessedLink", networkOf(address, 32))]);
}

/** Counts that a link was opened. Throws `rate_limited` when that is too often. */
export async function countOpening(linkId: string): Promise<void> {
  await count([subjectOf("openedLink", linkId)]);
}

/** Counts a passcode before it is looked at, of its link and of its address. Throws `rate_limited`. */
export async function beginPasscode(linkId: string, address: string | null): Promise<Attempt> {
  const subjects = [subjectOf("passcode", linkId)];
  if (address !== null) subjects.push(subjectOf("address", networkOf(address, 32)));
  return count(subjects);
}

async function count(subjects: Subject[]): Promise<Attempt> {
  const group = subjects.at(-1)?.subject ?? "";
  const counted = await counting.run({ group, member: "" }, () => countAttempt(subjects));
  const seconds = Math.ceil(Math.max(...counted.map(({ wait }) => wait)));
  if (seconds > 0) throw attemptTooSoon(seconds);
  return counted;
}

/** The attempt succeeded: its network starts afresh with the account, all else is as it was. */
export async function forgiveAttempt(attempt: Attempt): Promise<void> {
  for (const row of attempt) {
    if (/^(network|passcode):/.test(row.subject)) await forgetThrottle(row.subject);
    else await takeBackFailure(row);
  }
}

/** What is told to those for whom no room is left to wait. */
export function tooManyAttempts(): AppError {
  return unavailable("Too many people are signing in. Try again.");
}

/** Nothing that was typed is stored: people type passwords into the wrong field. */
function subjectOf(kind: Kind, value: string): Subject {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET).update(`${kind}:${value}`);
  return { subject: `${kind}:${digest.digest("base64url")}`, ...RULES[kind] };
}

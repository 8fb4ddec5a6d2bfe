import "server-only";
import { Socket } from "node:net";
import { hostname } from "node:os";
import pg from "pg";
import { unavailable } from "@/lib/core/errors";
import { BEAT_SECONDS } from "@/lib/db/instances";
import {
  activateVersions,
  enter,
  type KnownVersion,
  type PepperChecks,
  readVersions,
  stillEntered,
} from "@/lib/db/pepper-versions";
import { EnvError, env } from "@/lib/env";
import { log } from "@/lib/log";

/** Longer ago, the others may have taken this process for dead and gone on without it. */
const STALE_AFTER = 10_000;

const STATEMENT_TIMEOUT = 3_000;

declare global {
  var runtypePresence: Presence | undefined;
  var runtypeActivePeppers: ReadonlySet<number> | undefined;
}

/** What the other processes on the database know of this one, and this one of them. */
export class Presence {
  private missing: readonly number[] = [];
  private versions: readonly KnownVersion[] = [];
  private seenAt = 0;
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failing = false;
  private left = false;
  private readonly connection = createConnection();

  constructor(
    private readonly instance: string,
    private readonly checks: PepperChecks,
  ) {}

  /** Makes this process known, and keeps it so. Throws {@link EnvError} when a pepper is missing. */
  async join(): Promise<void> {
    const problems = await this.enter();
    if (problems.length > 0) {
      await this.connection.end();
      throw new EnvError(problems.join("\n"));
    }
    await this.look();
    globalThis.runtypePresence = this;
    this.schedule();
  }

  /** Says that this process is gone; the others need not wait until it counts as dead. */
  async leave(): Promise<void> {
    this.left = true;
    clearTimeout(this.timer);
    globalThis.runtypePresence = undefined;
    globalThis.runtypeActivePeppers = undefined;
    await this.looking?.catch(() => undefined);
    const forget = () =>
      this.connection.query("DELETE FROM instances WHERE id = $1", [this.instance]);
    // The connection may have broken since it was used.
    await forget().catch(forget);
    await this.connection.end();
  }

  /**
   * The versions of the pepper that keys are stored under and this process lacks. Asks the database
   * when this process may have been taken for dead since it last did; rejects when that fails.
   */
  async missingVersions(): Promise<readonly number[]> {
    if (performance.now() - this.seenAt > STALE_AFTER) await this.look();
    return this.missing;
  }

  /** Which versions are used for what, for who starts the process. */
  describe(): string {
    const of = (versions: readonly KnownVersion[]) =>
      versions.map(({ version }) => version).join(", ") || "none";
    const active = this.versions.filter((each) => each.active && this.checks.has(each.version));
    const waiting = this.versions.filter((each) => !each.active && this.checks.has(each.version));
    return [
      `version ${of(active.slice(-1))} for new secrets`,
      `in use: ${of(this.versions.filter(({ needed }) => needed))}`,
      ...(waiting.length > 0 ? [`waiting for other processes: ${of(waiting)}`] : []),
    ].join("; ");
  }

  /** The same as far as it is known. */
  get knownMissing(): readonly number[] {
    return this.missing;
  }

  /** Gives a sign of life and asks what the others have. */
  look(): Promise<void> {
    this.looking ??= this.beat().finally(() => {
      this.looking = undefined;
    });
    return this.looking;
  }

  private async beat(): Promise<void> {
    if (!(await stillEntered(this.connection, this.instance))) await this.enter();
    this.versions = await readVersions(this.connection, this.instance);
    if (this.versions.some((each) => !each.active && this.checks.has(each.version))) {
      await activateVersions(this.connection);
      this.versions = await readVersions(this.connection, this.instance);
    }
    const { versions } = this;
    const has = (each: { version: number; check: Buffer }) =>
      this.checks.get(each.version)?.equals(each.check) === true;
    this.missing = versions.filter((each) => each.needed && !has(each)).map((each) => each.version);
    const active = versions.filter((each) => each.active && has(each));
    globalThis.runtypeActivePeppers = new Set(active.map(({ version }) => version));
    this.seenAt = performance.now();
  }

  private enter(): Promise<string[]> {
    const self = { instance: this.instance, host: hostname(), pid: process.pid };
    return enter(this.connection, self, this.checks);
  }

  private schedule(): void {
    this.timer = setTimeout(async () => {
      try {
        await this.look();
        this.failing = false;
      } catch (error) {
        if (!this.failing) log().error({ error }, "other processes cannot be told of this one");
        this.failing = true;
      }
      if (!this.left) this.schedule();
    }, BEAT_SECONDS * 1_000).unref();
  }
}

/**
 * Throws `unavailable` when a key may be unknown here only because it is stored under a version of
 * the pepper that this process lacks.
 */
export async function assertPeppersKnown(): Promise<void> {
  if ((await missingPepperVersions()).length > 0) throw lacking();
}

/** The versions of the pepper that keys are stored under and this process lacks. */
export async function missingPepperVersions(): Promise<readonly number[]> {
  return (await globalThis.runtypePresence?.missingVersions()) ?? [];
}

/** The same as far as it is known, without a question to the database. */
export function refuseWithoutPeppers(): void {
  const known = globalThis.runtypePresence?.knownMissing ?? [];
  if (known.length > 0) throw lacking();
}

function lacking() {
  return unavailable("Keys cannot be checked here at the moment. Try again.");
}

function createConnection(): pg.Pool {
  const created = new pg.Pool({
    connectionString: env().DATABASE_URL,
    max: 1,
    application_name: "runtype-alive",
    options: `-c statement_timeout=${STATEMENT_TIMEOUT}`,
    connectionTimeoutMillis: STATEMENT_TIMEOUT,
    query_timeout: STATEMENT_TIMEOUT + 500,
    idleTimeoutMillis: 0,
    allowExitOnIdle: true,
    stream: () => new Socket().unref(),
  });
  // A connection may break at any moment; without a listener that ends the process.
  created.on("error", () => undefined);
  return created;
}

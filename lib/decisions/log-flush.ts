import "server-only";
import type pg from "pg";
import { openPool } from "@/lib/db/pool";

/** The smallest transaction that writes to the log, and so waits until the log is on disk up to it. */
const FLUSH = {
  name: "flush-log",
  text: "SELECT FROM pg_logical_emit_message(true, 'runtype', '')",
};

/**
 * Brings what was committed asynchronously to disk: one flush is under way at a time, and the next
 * serves all who asked meanwhile.
 */
export class LogFlush {
  private readonly connection: pg.Pool;
  private underWay: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(connectionString: string) {
    this.connection = openPool({
      connectionString,
      max: 1,
      options: "-c synchronous_commit=on",
      application_name: "runtype-log",
      connectionTimeoutMillis: 2_000,
      query_timeout: 2_000,
      idleTimeoutMillis: 0,
    });
  }

  /** Resolves once everything committed before the call is on disk; rejects when that is not known. */
  flush(): Promise<void> {
    if (this.underWay === undefined) return this.begin();
    // It began before this call: what was committed since may not be in it.
    this.next ??= this.underWay
      .finally(() => {
        this.next = undefined;
      })
      .then(() => this.flush());
    return this.next;
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  private begin(): Promise<void> {
    const flushed = this.connection.query(FLUSH).then(() => undefined);
    this.underWay = flushed.finally(() => {
      this.underWay = undefined;
    });
    return this.underWay;
  }
}

import { Failure } from "./failure.mjs";

const LOCK = 72_707_369;
const TURN_SECONDS = 600;
/** A process that was killed counts as dead after 15 seconds. */
const DEATH_SECONDS = 20;
const LOOK_MILLISECONDS = 500;

const HOLDER = `
SELECT pid FROM pg_locks
WHERE locktype = 'advisory' AND granted AND classid = 0 AND objid = ${LOCK} AND objsubid = 1
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

const DESCRIBE = `
SELECT 'process ' || pid || ' of the database (' || concat_ws(', ', nullif(application_name, ''),
    'user ' || usename, 'from ' || host(client_addr), state,
    'for ' || extract(epoch FROM clock_timestamp() - coalesce(xact_start, backend_start))::int || ' s')
  || ')' AS who
FROM pg_stat_activity WHERE pid = ANY ($1) ORDER BY pid`;

/** Processes of the product that live on this database. Versions before this table held a connection. */
const LIVING_ROWS = `
SELECT 'process ' || pid || ' on ' || host AS who FROM instances
WHERE last_seen_at > clock_timestamp() - interval '15 seconds' ORDER BY started_at`;
const LIVING_SESSIONS = `
SELECT 'one connected' || coalesce(' from ' || host(client_addr), '') AS who FROM pg_stat_activity
WHERE application_name = 'runtype-alive' AND datname = current_database()`;

/** Waits until no other process migrates, and says for which it waits; the turn ends with the connection. */
export async function acquireMigrationLock(client, say) {
  // What a killed process was at ends with it.
  await client.query("SET client_connection_check_interval = '1s'").catch(() => {});
  const takes = async () => {
    const { rows } = await client.query(`SELECT pg_try_advisory_lock(${LOCK}) AS mine`);
    if (rows[0].mine) return undefined;
    return (await nameSessions(client, (await client.query(HOLDER)).rows)) || "another process";
  };
  const holder = await waitFor(takes, TURN_SECONDS, (who) =>
    say(`waiting for ${who}, which migrates`),
  );
  if (holder === undefined) return;
  throw new Failure(
    `Migrations wait for ${holder} for ${TURN_SECONDS} seconds: let it end, or end it with pg_terminate_backend, and start again.`,
  );
}

/**
 * Refuses to change the database under processes that were made for what it is now, once those that
 * were killed have had time to count as dead.
 */
export async function assertNoLiveProcesses(client, say) {
  const living = async () => {
    const { rows: tables } = await client.query("SELECT to_regclass('instances') AS found");
    const text = tables[0].found === null ? LIVING_SESSIONS : LIVING_ROWS;
    const { rows } = await client.query(text);
    return rows.map(({ who }) => who).join(", ");
  };
  const others = await waitFor(living, DEATH_SECONDS, (who) =>
    say(`waiting for the end of processes that run the former version: ${who}`),
  );
  if (!others) return;
  throw new Failure(
    `Processes of the former version use this database (${others}), and the migrations would damage what they write: stop them all, then start again.`,
  );
}

/** Who keeps a connection waiting, as another connection sees it. */
export async function blockersOf(observer, pid) {
  const { rows } = await observer.query("SELECT unnest(pg_blocking_pids($1)) AS pid", [pid]);
  return nameSessions(observer, rows);
}

async function nameSessions(client, rows) {
  const found = await client.query(DESCRIBE, [rows.map(({ pid }) => pid)]);
  return found.rows.map(({ who }) => who).join(", ");
}

/** Asks until the answer is empty, and says what it is; answers the last when the time is over. */
async function waitFor(ask, seconds, say) {
  const until = Date.now() + seconds * 1_000;
  let said;
  for (;;) {
    const answer = await ask();
    if (!answer || Date.now() > until) return answer || undefined;
    if (said === undefined) say(answer);
    said = answer;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

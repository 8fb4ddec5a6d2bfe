import { cpus } from "node:os";

/** Prints what was measured with so many connections; `how` says for how long and how often. */
export function printTable(measured, connections, how) {
  const rows = measured.filter((row) => row.connections === connections);
  const find = (id) => rows.find((row) => row.id === id) ?? { rps: Number.NaN, p99: Number.NaN };
  const [next, hono] = [find("next"), find("hono")];
  const table = rows.map((row) => ({
    call: row.name,
    status: row.statuses,
    "req/s": Math.round(row.rps),
    "+-%": Math.round(row.spread * 100),
    "p50 ms": row.p50.toFixed(2),
    "p99 ms": row.p99.toFixed(1),
    "CPU us/req": `${Math.round(row.cpu)} + ${Math.round(row.postgres)}`,
    "RSS MB": Math.round(row.rss),
    "x Next": (row.rps / next.rps).toFixed(2),
    "x Hono": (row.rps / hono.rps).toFixed(2),
    "x baseline": (row.rps / find(`${row.id}-baseline`).rps).toFixed(2),
  }));
  console.log(
    `\n${connections} connections, ${how}, Node ${process.version}, ${cpus().length} cores shared by server, database and load; CPU of the server + of PostgreSQL`,
  );
  console.table(table);
}

/** Prints what the limits of customers cost, against as many keys that have none. */
export function printCustomers(measured) {
  for (const row of measured.filter(({ id }) => id.startsWith("customers-"))) {
    const { connections } = row;
    const alone = measured.find(
      (other) => other.id === "many" && other.connections === connections,
    );
    if (!alone) continue;
    const percent = (of, without) =>
      `${of < without ? "" : "+"}${Math.round((of / without - 1) * 100)} %`;
    const time = percent(alone.rps, row.rps);
    const cpu = percent(row.cpu + row.postgres, alone.cpu + alone.postgres);
    console.log(
      `${row.name}, ${connections} connections: ${time} time for each request against keys alone, ${cpu} CPU`,
    );
  }
}

/** A measured row among all of them, as programs read it. */
export function toJson(
  { id, connections, durable = false, rps, p50, p99, cpu, postgres },
  _,
  rows,
) {
  const of = (other) =>
    rps / rows.find((row) => row.id === other && row.connections === connections)?.rps;
  return {
    id,
    connections,
    durable,
    requestsPerSecond: rps,
    ofHono: of("hono"),
    timesNext: of("next"),
    p50,
    p99,
    cpuMicroseconds: { server: cpu, postgres },
  };
}

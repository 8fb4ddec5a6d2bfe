import { spawnSync } from "node:child_process";
import { readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.mjs";
import { majorVersion } from "./postgres-binaries.mjs";
import { giveTo, makePrivateFolder } from "./postgres-place.mjs";
import { ensurePassword, passwordOf, ROLES } from "./postgres-roles.mjs";

/** Creates the data folder beside its place and moves it there when it is whole. */
export function createCluster(cluster) {
  const draft = `${cluster.folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  ensurePassword(cluster, ROLES.superuser);
  makePrivateFolder(draft, cluster.identity);
  const secret = `${cluster.folder}.initial`;
  writeFileSync(secret, passwordOf(cluster, ROLES.superuser), { mode: 0o600 });
  giveTo(secret, cluster.identity);
  const created = spawnSync(
    join(cluster.binaries, "bin", "initdb"),
    [
      `--pgdata=${draft}`,
      `--username=${ROLES.superuser}`,
      `--pwfile=${secret}`,
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...("fsync" in cluster.settings ? ["--no-sync"] : []),
    ],
    {
      ...cluster.identity,
      cwd: draft,
      env: { PATH: process.env.PATH, LC_ALL: "C" },
      encoding: "utf8",
    },
  );
  rmSync(secret, { force: true });
  if (created.status !== 0) {
    const said = lastLines(`${created.stdout}${created.stderr}`) || String(created.error);
    throw new Failure(`The embedded PostgreSQL could not be created in ${cluster.folder}: ${said}`);
  }
  renameSync(draft, cluster.folder);
}

/** Refuses a data folder that another major version wrote. */
export function checkVersion(cluster) {
  const has = readFileSync(join(cluster.folder, "PG_VERSION"), "utf8").trim();
  const needs = majorVersion(cluster.binaries);
  if (has === needs) return;
  throw new Failure(
    `The database in ${cluster.folder} is of PostgreSQL ${has} and this version runs ${needs}: move it with pg_dump, or set DATABASE_URL.`,
  );
}

/** The end of a log, as one line. */
export function lastLines(text) {
  return text.trim().split("\n").slice(-3).join(" ");
}

import "server-only";
import pino from "pino";
import { PREFIXES } from "@/lib/credentials/families";
import { env } from "@/lib/env";

/** A credential of any family, wherever it stands in a text. */
const CREDENTIAL = new RegExp(`((?:${PREFIXES.join("|")})[0-9A-Za-z]{3})[0-9A-Za-z]{8,}`, "g");

export function maskCredentials(text: string): string {
  return text.replace(CREDENTIAL, "$1…");
}

declare global {
  var runtypeLog: pino.Logger | undefined;
}

/** The structured log: JSON lines on standard output, credentials masked in every line. */
export function log(): pino.Logger {
  globalThis.runtypeLog ??= pino(
    {
      level: env().RUNTYPE_LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: pino.stdSerializers.err },
      redact: ["*.password", "*.authorization", "*.cookie", "*.plainKey"],
    },
    { write: (line) => process.stdout.write(maskCredentials(line)) },
  );
  return globalThis.runtypeLog;
}

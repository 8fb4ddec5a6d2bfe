import "server-only";
import pino from "pino";
import { maskKeys } from "@/lib/core/key-text";
import { env } from "@/lib/env";

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
    { write: (line) => process.stdout.write(maskKeys(line)) },
  );
  return globalThis.runtypeLog;
}

import "server-only";

/** Node's socket errors and PostgreSQL's classes 08 (connection), 53 (resources), 57 (shutdown). */
const OUTAGE =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|08\w{3}|53\w{3}|57P\d\d|P1001|P1002|P1008|P1017|P2024|P2028)$/;
const OUTAGE_MESSAGE =
  /connection terminated|connection timeout|timeout exceeded|query read timeout|server closed the connection|client has encountered a connection error|can't reach database/i;

/** Whether an error says that the database could not be asked, as opposed to that it said no. */
export function isOutage(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const code = "code" in cause ? cause.code : undefined;
    if (typeof code === "string" && OUTAGE.test(code)) return true;
    if (OUTAGE_MESSAGE.test(cause.message)) return true;
  }
  return false;
}

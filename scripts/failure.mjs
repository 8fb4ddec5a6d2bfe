/** A failure a person can act on: its message is the whole sentence, without a stack. */
export class Failure extends Error {}

const NOT_ALLOWED = (path) =>
  `This user may not use ${path}: give it to the user who starts (chown -R), or start as its owner.`;
const FULL = (path) => `The disk of ${path} is full: free some space and start again.`;
const TOO_MANY_FILES = () =>
  "Too many files are open at once: raise the limit (ulimit -n 4096) and start again.";

/** What a person can do about what the system refuses. */
const SYSTEM = {
  EACCES: NOT_ALLOWED,
  EPERM: NOT_ALLOWED,
  EROFS: (path) =>
    `${path} lies on a disk that cannot be written: move the clone, or mount it again.`,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EMFILE: TOO_MANY_FILES,
  ENFILE: TOO_MANY_FILES,
  EIO: (path) => `The disk of ${path} does not work: see what the system says of it.`,
  EEXIST: (path) => `${path} is a file where a folder is expected: move it away.`,
  EISDIR: (path) => `${path} is a folder where a file is expected: move it away.`,
  ENOTDIR: (path) => `${path} lies below a file where a folder is expected: move that file away.`,
  ENAMETOOLONG: (path) => `The path ${path} is too long: move the clone to a shorter one.`,
  ENOENT: (path) => `${path} is missing: restore it (git checkout) and start again.`,
  ENOMEM: () => "The machine has no memory left: free some and start again.",
};

const DATABASE_AWAY =
  /^(ECONN\w+|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|P1001|P1002|P1008|P1017|P2024)$/;
const DATABASE_SLOW =
  /timeout exceeded|connection timeout|query read timeout|connection terminated/i;

/** Describes a failure, or a setting that is wrong, in one sentence; anything else with its stack. */
export function describeFailure(error) {
  if (!(error instanceof Error)) return String(error);
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const sentence = describeCause(cause);
    if (sentence) return sentence;
  }
  return error.stack ?? error.message;
}

/** The sentence for what a tool printed before it failed, where the system refused it something. */
export function describeOutput(output) {
  const [, code] = /\b(ENOSPC|EDQUOT|EMFILE|ENFILE|EROFS|EACCES|ENOMEM)\b/.exec(output) ?? [];
  if (code === undefined) return undefined;
  const [, path = "the clone"] = /'(\/[^'\n]+)'/.exec(output.slice(output.indexOf(code))) ?? [];
  return SYSTEM[code](path);
}

function describeCause(error) {
  if (error instanceof Failure || error.name === "EnvError") return error.message;
  const { code, message } = error;
  // Of PostgreSQL itself.
  if (error.severity !== undefined) return `The database refused: ${message} (${code}).`;
  if (DATABASE_AWAY.test(code) || DATABASE_SLOW.test(message)) {
    return `The database does not answer in time (${code ?? message}): see whether it is well and near, and start again.`;
  }
  if (error.syscall !== undefined) return SYSTEM[code]?.(error.path ?? error.dest ?? "the clone");
  return undefined;
}

// Parsed by whatever Node is there: keep to syntax and modules that old ones know.
const OLDEST = [20, 19];
const RECOMMENDED = 24;

/** Ends the process with one sentence when this Node is too old to run the product. */
export function requireNodeVersion() {
  const found = process.versions.node;
  const parts = found.split(".").map(Number);
  const tooOld = parts[0] < OLDEST[0] || (parts[0] === OLDEST[0] && parts[1] < OLDEST[1]);
  if (!tooOld) return;
  console.error(
    `Node ${found} is too old: install Node ${OLDEST.join(".")} or newer (${RECOMMENDED} is recommended) and run this again.`,
  );
  process.exit(1);
}

/** A sentence for a Node that works but is not the best choice, else nothing. */
export function nodeAdvice() {
  const found = process.versions.node;
  if (Number(found.split(".")[0]) >= RECOMMENDED) return undefined;
  return `Node ${found} works; Node ${RECOMMENDED} is recommended (faster pages, still maintained).`;
}

/** Runs one step and prints one line about it: its name, what came of it, how long it took. */
export async function step(name, run) {
  const started = performance.now();
  const notes = [];
  const label = `  ${name.padEnd(14)}`;
  if (process.stdout.isTTY) process.stdout.write(`${label}...`);
  try {
    const outcome = await run((note) => notes.push(note));
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const text = [outcome, ...notes].filter((part) => typeof part === "string").join("; ");
    finishLine(`${label}${text || "done"} (${seconds} s)`);
    return outcome;
  } catch (error) {
    finishLine(`${label}failed`);
    throw error;
  }
}

function finishLine(text) {
  process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${text}\n` : `${text}\n`);
}

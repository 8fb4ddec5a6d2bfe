/** Runs one step and prints a line about it: its name, what came of it, how long it took. */
export async function step(name, run) {
  const started = performance.now();
  const label = `  ${name.padEnd(13)} `;
  const say = (note) => console.log(`${label}${note} ...`);
  try {
    const outcome = await run(say);
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${label}${outcome ?? "done"} (${seconds} s)`);
    return outcome;
  } catch (error) {
    console.log(`${label}failed`);
    throw error;
  }
}

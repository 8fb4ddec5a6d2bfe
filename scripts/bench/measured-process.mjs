/**
 * Runs a module's `start(port)` and reports its own CPU and memory when asked over IPC.
 * Usage: fork(measured-process.mjs, [module, port]).
 */
const [module, port] = process.argv.slice(2);
const { start } = await import(module);
await start(Number(port));
process.on("message", () => {
  const { user, system } = process.cpuUsage();
  process.send({ cpuMicroseconds: user + system, rss: process.memoryUsage().rss });
});
process.on("disconnect", () => process.exit(0));
process.send("ready");

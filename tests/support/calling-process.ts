import { runSteps, step } from "@/tests/support/flow-run";

// Each argument is an address; what a flow that calls it gets is printed on a line of its own.
for (const url of process.argv.slice(2)) {
  const { output, failure } = await runSteps([step("a", "api-call", { http: { url } })]);
  console.log(failure?.message ?? JSON.stringify(output));
}
process.exit();

import { runSteps, step } from "@/tests/support/flow-run";

const script = "return 6 * input.seven";
const { output } = await runSteps([step("s", "transform-data", { script })], { seven: 7 });
console.log(output);

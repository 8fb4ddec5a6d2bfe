import { requireNodeVersion } from "./node-version.mjs";

requireNodeVersion();
import("./failure.mjs").then(({ describeFailure }) =>
  import("./launch.mjs")
    .then((module) => module.launch(process.argv.slice(2)))
    .catch((error) => {
      console.error(`\n${describeFailure(error)}`);
      process.exit(1);
    }),
);

import { requireNodeVersion } from "./node-version.mjs";

requireNodeVersion();
import("./launch.mjs").then((module) => module.launch(process.argv.slice(2)));

import { requireNodeVersion } from "./node-version.mjs";

requireNodeVersion();
import("./check-everything.mjs").then((module) => module.checkEverything(process.argv.slice(2)));

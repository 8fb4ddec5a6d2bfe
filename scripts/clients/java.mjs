import { join } from "node:path";
import { root } from "../paths.mjs";
import { isThere, mustRun } from "./must-run.mjs";

const SOURCE = join(root, "scripts/clients/programs/Client.java");

/** Java's own HttpClient, which asks for HTTP/2 by an upgrade. */
export const javaClient = {
  name: "java",
  async run({ folder, environment }) {
    if (!(await isThere("javac", "-version"))) return "no JDK is installed (javac)";
    await mustRun("javac", ["-d", folder, SOURCE]);
    const env = { ...process.env, ...environment };
    await mustRun("java", ["-cp", folder, "Client"], { env });
  },
};

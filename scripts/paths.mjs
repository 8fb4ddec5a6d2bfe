import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The clone's root, whatever the working directory is. */
export const root = fileURLToPath(new URL("..", import.meta.url));
export const dataFolder = join(root, ".data");
export const buildFolder = join(root, ".build");
export const generatedFolder = join(root, "lib", "db", "generated");

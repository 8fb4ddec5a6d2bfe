import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Verb } from "@/lib/services/verb";
import { productFiles } from "./source-files";

/** Every verb of lib/services, found in the file tree, with the file and the name it is exported by. */
export async function everyVerb(): Promise<{ file: string; name: string; verb: Verb }[]> {
  const files = productFiles("lib/services").map(({ path }) => path);
  const modules = await Promise.all(
    files.map((file) => import(pathToFileURL(join(process.cwd(), file)).href)),
  );
  return modules.flatMap((module, at) =>
    Object.entries<unknown>(module).flatMap(([name, verb]) =>
      isVerb(verb) ? [{ file: files[at] ?? "", name, verb }] : [],
    ),
  );
}

function isVerb(value: unknown): value is Verb {
  return typeof value === "object" && value !== null && "contract" in value && "perform" in value;
}

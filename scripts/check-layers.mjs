import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { pathToFileURL } from "node:url";
import { LAYERS, PACKAGES, SERVER_ONLY, SHARED_DOMAINS } from "./layers.mjs";
import { root } from "./paths.mjs";

// Biome formats every import alike, so that finding them takes no parser.
const IMPORT = /\b(?:from|import)\s*\(?\s*"([^"\n]+)"/g;
const CHECKED = /(?<!\.test|\.d)\.(tsx?|mjs)$/;

/** What breaks the rules of scripts/layers.mjs in a file, one sentence each. */
export function problemsOf({ path, text }) {
  const layer = layerOf(path);
  if (!layer) return [`${path} is in no layer: move it, or add its folder to scripts/layers.mjs.`];
  const problems = [...text.matchAll(IMPORT)].map(([, name]) => problemOfImport(path, layer, name));
  const isModule = !path.endsWith(".mjs");
  if (isModule && SERVER_ONLY.includes(layer) && !text.startsWith('import "server-only";\n')) {
    problems.push(`${path} runs on the server only: begin it with import "server-only".`);
  }
  if (SHARED_DOMAINS.includes(domainOf(path)) && /= define/.test(text)) {
    problems.push(
      `${path} defines a verb, but every domain may import ${domainOf(path)}: move the verb to a domain of its own.`,
    );
  }
  return problems.filter((problem) => problem !== undefined);
}

function problemOfImport(path, layer, name) {
  if (name.startsWith("../")) {
    return `${path} imports ${name}: import it by its path from the root, @/...`;
  }
  if (!/^(@|\.)\//.test(name)) return problemOfPackage(path, layer, name);
  const target = name.startsWith("@/") ? name.slice(2) : posix.join(posix.dirname(path), name);
  const other = layerOf(target);
  if (!other) return `${path} imports ${target}, which is in no layer of scripts/layers.mjs.`;
  const isAllowed = LAYERS[layer].some((each) => each === other || each === target);
  if (other !== layer && !isAllowed) {
    const above = Object.keys(LAYERS).filter((each) => LAYERS[each].includes(other));
    return `${path} imports ${target}, but ${layer} may import only ${listed(LAYERS[layer])}: move what it needs there, or ${path} to a layer that may import ${other} (${listed(above)}).`;
  }
  const [domain, sibling] = [domainOf(path), domainOf(target)];
  if (!domain || !sibling || domain === sibling || SHARED_DOMAINS.includes(sibling)) return;
  return `${path} imports ${target} of another domain: move what both need to ${SHARED_DOMAINS.join(" or ")}, or directly into lib/services.`;
}

function problemOfPackage(path, layer, name) {
  const known = Object.keys(PACKAGES).find((each) => isWithin(name, each));
  if (!known || PACKAGES[known].includes(layer)) return;
  return `${path} imports ${name}, which only ${listed(PACKAGES[known])} may: move what needs it there.`;
}

/** The layer with the longest name that a path lies within. */
function layerOf(path) {
  const layers = Object.keys(LAYERS).sort((a, b) => b.length - a.length);
  return layers.find((layer) => path === layer || isWithin(path.replace(/\.tsx?$/, ""), layer));
}

function domainOf(path) {
  return /^lib\/services\/[^/]+(?=\/)/.exec(path)?.[0];
}

function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}

function listed(names) {
  return names.length === 0 ? "nothing" : names.join(", ");
}

/** What breaks the rules in the whole repository. */
export function problemsOfTree() {
  return ["app", "components", "lib", "server"]
    .flatMap((top) =>
      readdirSync(join(root, top), { recursive: true }).map((name) => `${top}/${name}`),
    )
    .concat("proxy.ts")
    .filter((path) => CHECKED.test(path) && !path.startsWith("lib/db/generated/"))
    .flatMap((path) => problemsOf({ path, text: readFileSync(join(root, path), "utf8") }));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const problems = problemsOfTree();
  for (const problem of problems) console.error(problem);
  process.exitCode = problems.length === 0 ? 0 : 1;
}

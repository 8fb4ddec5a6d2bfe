/** Throws when an output of a verb has a member that its schema does not know, and so strips. */
export function assertNoStray(name: string, output: unknown, shaped: unknown): void {
  const stray = strays(output, shaped);
  if (stray.length === 0) return;
  throw new Error(`The output of ${name} strays from its schema: ${stray.join(", ")}`);
}

function strays(output: unknown, shaped: unknown, path = ""): string[] {
  if (!isStructure(output) || !isStructure(shaped)) return [];
  const known = new Map(Object.entries(shaped));
  return Object.entries(output).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return known.has(name) ? strays(value, known.get(name), `${path}${name}.`) : [path + name];
  });
}

/** An object or a list; a moment or bytes stand for themselves. */
function isStructure(value: unknown): value is object {
  return /Object\]|Array\]/.test(Object.prototype.toString.call(value));
}

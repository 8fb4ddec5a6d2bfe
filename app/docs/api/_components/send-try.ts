import type { TryOperation } from "@/app/docs/api/_components/try-button";

type Try = {
  operation: TryOperation;
  key: string;
  /** By the name of the parameter. */
  values: Readonly<Record<string, string>>;
  body: string | undefined;
};

export type TryAnswer = {
  /** Status, time and what is left of the key's limit. */
  line: string;
  text: string;
};

/** Sends a request to this site and to no other, whatever address it is known by. */
export async function sendTry({ operation, key, values, body }: Try): Promise<TryAnswer> {
  const { method } = operation;
  const startedAt = performance.now();
  try {
    const response = await fetch(addressOf(operation, values), {
      method,
      headers: headersOf(operation, { key: key.trim(), values, body }),
      ...(body !== undefined && { body }),
      // A key speaks for itself: no session beside it.
      credentials: key.trim() === "" ? "same-origin" : "omit",
      cache: "no-store",
    });
    const took = `${Math.round(performance.now() - startedAt)} ms`;
    const left = response.headers.get("x-ratelimit-remaining");
    const parts = [`${response.status} ${response.statusText}`.trim(), took];
    if (left !== null) parts.push(`${left} requests left`);
    return { line: parts.join(" · "), text: readable(await response.text()) };
  } catch {
    return { line: "The server cannot be reached. Try again.", text: "" };
  }
}

function addressOf({ path, parameters }: TryOperation, values: Try["values"]): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(values[name] || `{${name}}`),
  );
  const query = parameters
    .filter(({ in: place, path: name }) => place === "query" && values[name])
    .map(({ path: name }) => [name, values[name] ?? ""]);
  return query.length > 0 ? `${filled}?${new URLSearchParams(query)}` : filled;
}

function headersOf(
  { parameters }: TryOperation,
  { key, values, body }: Omit<Try, "operation">,
): Headers {
  const headers = new Headers();
  if (key !== "") headers.set("Authorization", `Bearer ${key}`);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  for (const { path: name, in: place } of parameters) {
    if (place === "header" && values[name]) headers.set(name, values[name]);
  }
  return headers;
}

function readable(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { isHttps } from "@/lib/auth/cookie";
import { isReachable } from "@/lib/db/database-timeout";
import { pageHeaders } from "@/lib/http/response-headers";

/** What needs no database, or says itself that there is none. */
const INDEPENDENT = /^\/(_next|api|docs|v1)(\/|$)|\.[a-z\d]+$/i;

const STYLE = `
:root { color-scheme: light; --back: #fdfdfe; --text: #171a21; --muted: #5b606b; --line: #cdd1d9; --alarm: #b3261e; }
.dark { color-scheme: dark; --back: #0e1014; --text: #eceef2; --muted: #a0a5b1; --line: #3d424d; --alarm: #ff8a80; }
body { margin: 0; min-height: 100dvh; display: grid; place-items: center; background: var(--back); color: var(--text); font: 0.875rem/1.5 system-ui, sans-serif; }
main { max-width: 28rem; padding: 1.5rem; text-align: center; text-wrap: balance; }
svg { color: var(--alarm); }
h1 { margin: 0.75rem 0 0.375rem; font-size: 1rem; }
p { margin: 0 0 1rem; color: var(--muted); }
a { display: inline-block; padding: 0.375rem 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem; color: inherit; font-weight: 500; text-decoration: none; }
`;

/** Comes back as soon as the page it stands for does. */
const SCRIPT = `
try {
  const theme = localStorage.getItem("theme");
  const dark = theme === "dark" || (theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.classList.toggle("dark", dark);
} catch {}
async function tryAgain() {
  const isBack = await fetch(location.href, { method: "HEAD", cache: "no-store" }).then(
    (response) => response.status !== 503,
    () => false,
  );
  if (isBack) location.reload();
  else setTimeout(tryAgain, 2000);
}
setTimeout(tryAgain, 2000);
`;

const page = (nonce: string) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="/icon.svg">
<title>The database cannot be reached · Runtype</title>
<noscript><meta http-equiv="refresh" content="5"></noscript>
<style>${STYLE}</style>
<script nonce="${nonce}">${SCRIPT}</script>
</head>
<body>
<main>
<svg aria-hidden="true" width="28" height="28" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"><path d="m21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3"/><path d="M12 9v4"/><path d="M12 17h.01"/></svg>
<h1>The database cannot be reached</h1>
<p>Your data is safe. This page retries automatically and opens as soon as the database responds.</p>
<a href="">Try again</a>
</main>
</body>
</html>
`;

/** Whether a request was answered here, because it is for a page and the database is away. */
export async function answeredOutage(
  request: IncomingMessage,
  response: ServerResponse,
  dev: boolean,
): Promise<boolean> {
  const path = request.url?.split("?", 1)[0] ?? "/";
  const reads = request.method === "GET" || request.method === "HEAD";
  if (!reads || INDEPENDENT.test(path) || (await isReachable())) return false;
  const nonce = randomUUID().replaceAll("-", "");
  response.writeHead(503, {
    ...pageHeaders({ nonce, https: isHttps(), dev }),
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "1",
  });
  response.end(request.method === "HEAD" ? undefined : page(nonce));
  return true;
}

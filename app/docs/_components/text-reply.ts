export function textReply(text: string, type: string, status = 200): Response {
  return new Response(text, {
    status,
    headers: { "Content-Type": `${type}; charset=utf-8`, "Cache-Control": "no-cache" },
  });
}

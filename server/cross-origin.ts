import { CROSS_ORIGIN, surfaceHeaders, surfaceIn } from "@/lib/http/cross-origin";

/** Lets a page read why a request of a surface that allows it was refused before it came to a door. */
export async function crossOriginHeaders(
  target: string,
  origin: string | undefined,
): Promise<Record<string, string>> {
  const url = `http://localhost${target}`;
  if (origin === undefined || !target.startsWith("/") || !URL.canParse(url)) return {};
  const surface = surfaceIn(url);
  if (!surface) return {};
  const request = new Request(url, { headers: { origin } });
  return { ...CROSS_ORIGIN, ...(await surfaceHeaders(request, surface)) };
}

const PACKET = /^[A-Z]+ (\/\S*) HTTP\/1\.[01]\r\n(?:.*\r\n)*?origin:[ \t]*([!-~]+)[ \t]*\r\n/i;

/** The same for bytes that became no request, as far as they say what they were meant to be. */
export function crossOriginOfPacket(packet: Buffer): Promise<Record<string, string>> {
  const [, target = "", origin] = PACKET.exec(packet.subarray(0, 8_192).toString("latin1")) ?? [];
  return crossOriginHeaders(target, origin);
}

import "server-only";
import type { IncomingMessage } from "node:http";
import type { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { connectionError } from "@/lib/flows/outbound/connection-error";
import { StepError } from "@/lib/flows/step-error";

/** Bytes that are read of an answer, counted as they come and again unpacked. */
const MAX_BODY_BYTES = 1_000_000;
const CHUNK = 65_536;

/** The unpacked body; throws {@link StepError} as soon as it is too large. */
export async function collectBody(response: IncomingMessage, label: string): Promise<Buffer> {
  const coding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (coding === "identity" || coding === "") return collect(response, label);
  const packed = await collect(response, label);
  if (packed.length === 0) return packed;
  const unpack = unpackerOf(coding, packed);
  if (!unpack) throw new StepError(`${label} answered in an encoding that is not known.`);
  // An error of the stream reaches the reader below.
  pipeline([packed], unpack, () => undefined);
  return collect(unpack, label, `${label} answered with broken ${coding} data.`);
}

function unpackerOf(coding: string, packed: Buffer): Transform | undefined {
  switch (coding) {
    case "gzip":
    case "x-gzip":
      return createGunzip({ chunkSize: CHUNK });
    case "br":
      return createBrotliDecompress({ chunkSize: CHUNK });
    case "deflate":
      // Some servers leave out the wrapping that the name stands for.
      return ((packed[0] ?? 0) & 15) === 8
        ? createInflate({ chunkSize: CHUNK })
        : createInflateRaw({ chunkSize: CHUNK });
    default:
      return undefined;
  }
}

function collect(stream: Readable, label: string, broken?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    const fail = (error: Error) => {
      stream.destroy();
      reject(error);
    };
    stream.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_BODY_BYTES) fail(new StepError(`${label} answered with more than 1 MB.`));
      else chunks.push(chunk);
    });
    stream.on("end", () => resolve(Buffer.concat(chunks)));
    stream.on("error", (error) =>
      fail(broken === undefined ? connectionError(error, label) : new StepError(broken)),
    );
    stream.on("close", () => {
      if (!stream.readableEnded) fail(new StepError(broken ?? `${label} closed the connection.`));
    });
  });
}

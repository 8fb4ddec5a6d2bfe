import "server-only";
import type { IncomingMessage } from "node:http";
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { StepError } from "@/lib/flows/step-error";

const REASONS: readonly [RegExp, string][] = [
  [/^ECONNREFUSED$/, "refused the connection"],
  [/^(ECONNRESET|EPIPE|ERR_STREAM_PREMATURE_CLOSE)$/, "closed the connection"],
  [/^(ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/, "cannot be reached"],
  [/^HPE_HEADER_OVERFLOW$/, "sent too many headers"],
  [/^HPE_/, "did not answer in HTTP"],
  [/CERT|SELF_SIGNED|UNABLE_TO_|ALTNAME/, "has no certificate that can be trusted"],
  [/^(EPROTO|ERR_SSL_|ERR_TLS_)/, "does not speak TLS as it should"],
];

/** What the author is told when no answer came; the error of the system is not shown. */
export function connectionError(error: Error, label: string): StepError {
  if (error instanceof StepError) return error;
  const code = codeOf(error);
  const reason = REASONS.find(([pattern]) => pattern.test(code))?.[1] ?? "could not be asked";
  return new StepError(`${label} ${reason}.`);
}

/** The code of the first cause: trying several addresses makes several errors. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

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

import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";

/** A text that is served to many, in the forms that it is served in: made once, not per request. */
export class TextDocument {
  /** Names the text by its content. */
  readonly id: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly gzip: Uint8Array<ArrayBuffer>;

  constructor(text: string) {
    this.bytes = new TextEncoder().encode(text);
    this.gzip = new Uint8Array(gzipSync(this.bytes));
    this.id = createHash("sha256").update(this.bytes).digest("base64url");
  }
}

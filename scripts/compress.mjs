import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

const compress = promisify(brotliCompress);
const AT_ONCE = 4;

/** Writes a compressed copy beside each script and style, once for all who fetch it. */
export async function compressFiles(folder) {
  const names = (await readdir(folder, { recursive: true })).filter((name) =>
    /\.(?:js|css)$/.test(name),
  );
  const workers = Array.from({ length: AT_ONCE }, async () => {
    for (let name = names.pop(); name !== undefined; name = names.pop()) {
      const file = join(folder, name);
      const whole = await readFile(file);
      const params = { [constants.BROTLI_PARAM_SIZE_HINT]: whole.length };
      await writeFile(`${file}.br`, await compress(whole, { params }));
    }
  });
  await Promise.all(workers);
}

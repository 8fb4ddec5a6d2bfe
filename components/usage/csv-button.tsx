"use client";

import { DownloadIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { CsvRow } from "./csv";

export type CsvFile = { name: string; header: readonly string[]; rows: readonly CsvRow[] };

type CsvButtonProps = {
  /** What is downloaded: "requests over time". */
  what: string;
  /** Makes the file when it is asked for, by what is fetched then. */
  file: (files: typeof import("./csv-files")) => CsvFile;
};

export function CsvButton({ what, file }: CsvButtonProps) {
  async function download() {
    const [files, { toCsv }] = await Promise.all([import("./csv-files"), import("./csv")]);
    const { name, header, rows } = file(files);
    const blob = new Blob([toCsv(header, rows)], { type: "text/csv;charset=utf-8" });
    const address = URL.createObjectURL(blob);
    const link = document.createElement("a");
    link.href = address;
    link.download = `${name}.csv`;
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Button variant="ghost" size="sm" aria-label={`Download ${what} as CSV`} onClick={download}>
      <DownloadIcon aria-hidden />
      CSV
    </Button>
  );
}

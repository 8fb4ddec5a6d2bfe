"use client";

import { DownloadIcon } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { UsageOverview } from "@/lib/contracts/analytics/overview";
import type { CsvFile } from "./csv-files";

type CsvButtonProps = {
  /** What is downloaded: "Requests over time". */
  title: string;
  file: CsvFile;
  usage: UsageOverview;
};

export function CsvButton({ title, file, usage }: CsvButtonProps) {
  async function download() {
    const { csvFile } = await import("./csv-files");
    const { name, text } = csvFile(file, usage);
    const address = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    URL.revokeObjectURL(address);
  }

  return (
    <Button
      variant="ghost"
      size="sm"
      aria-label={`Download ${title.toLowerCase()} as CSV`}
      onClick={download}
    >
      <DownloadIcon aria-hidden />
      CSV
    </Button>
  );
}

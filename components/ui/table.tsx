import { styled } from "@/components/cn";

export const Table = styled("table", "w-full caption-bottom text-sm");
export const TableHeader = styled("thead", "[&_tr]:border-b");
export const TableBody = styled("tbody", "[&_tr:last-child]:border-0");
export const TableRow = styled("tr", "border-b transition-colors hover:bg-subtle");
export const TableHead = styled(
  "th",
  "h-9 px-3 text-left align-middle text-xs font-medium whitespace-nowrap text-muted-foreground",
);
export const TableCell = styled("td", "px-3 py-2 align-middle");

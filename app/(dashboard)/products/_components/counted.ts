/** "1 key", "2,000 keys". */
import { formatCount } from "@/components/format-count";
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

import { redirect } from "next/navigation";
import { AppError } from "@/lib/core/errors";

/** What an address asks of a page. */
export type Asked = Record<string, string | string[] | undefined>;

const PAGE = ["cursor", "trail", "page"];

/** A page that is no longer there, such as one of another order, leads to the first one. */
export function startAgain(error: unknown, home: string, asked: Asked): never {
  const isWrong = error instanceof AppError && error.code === "bad_request";
  if (!isWrong || asked.cursor === undefined) throw error;
  const kept = new URLSearchParams(
    Object.entries(asked)
      .filter(([name]) => !PAGE.includes(name))
      .flatMap(([name, value]) => [value ?? []].flat().map((each) => [name, each])),
  );
  redirect(kept.size > 0 ? `${home}?${kept}` : home);
}

import { redirect } from "next/navigation";
import { requireSession } from "@/lib/auth/require-session";
import { HOME_PATH } from "@/lib/contracts/people/return-path";

export default async function HomePage() {
  await requireSession();
  redirect(HOME_PATH);
}

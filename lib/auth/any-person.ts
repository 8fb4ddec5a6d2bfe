import "server-only";
import { prisma } from "@/lib/db/prisma";

/** Whether anybody has an account here yet. */
export async function hasAnyPerson(): Promise<boolean> {
  return (await prisma().user.findFirst({ select: { id: true } })) !== null;
}

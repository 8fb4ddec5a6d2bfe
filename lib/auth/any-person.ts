import "server-only";
import { prisma } from "@/lib/db/prisma";
import { env } from "@/lib/env";

/** Whether anyone has an account here yet. */
export async function hasAnyPerson(): Promise<boolean> {
  return (await prisma().user.findFirst({ select: { id: true } })) !== null;
}

/** Whether anyone may make an account: always for the first one of an installation. */
export async function isSignUpOpen(): Promise<boolean> {
  return env().RUNTYPE_SIGN_UP === "open" || !(await hasAnyPerson());
}

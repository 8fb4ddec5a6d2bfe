import { closeDatabase } from "@/lib/services/people/invite";
import { createPerson } from "@/tests/factories/people";

/** The session token of a new person, the owner of an organization of their own. */
export async function personToken(): Promise<string> {
  const { token } = await createPerson();
  await closeDatabase();
  return token;
}

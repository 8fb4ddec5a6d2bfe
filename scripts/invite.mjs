import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { bundleServer } from "./bundle-server.mjs";
import { openDatabase } from "./database.mjs";
import { describeFailure, Failure } from "./failure.mjs";
import { buildFolder, root } from "./paths.mjs";
import { checkSettings, loadSettings } from "./settings.mjs";

const USAGE = "npm run invite -- EMAIL ROLE [--organization ID]";

async function main(args) {
  const asked = readArguments(args);
  process.chdir(root);
  if (!existsSync(join(root, ".env")) && !process.env.NEXTAUTH_SECRET) {
    throw new Failure("There are no settings yet: start it once (npm start), then invite people.");
  }
  loadSettings();
  await checkSettings();
  const database = await openDatabase();
  try {
    console.log(sentence(await inviteWith(asked)));
  } finally {
    await database.stop();
  }
}

async function inviteWith(asked) {
  const bundled = join(buildFolder, `invite-${process.pid}.mjs`);
  await bundleServer("lib/services/people/invite.ts", bundled);
  const { invite, closeDatabase } = await import(pathToFileURL(bundled).href);
  rmSync(bundled);
  return invite(asked)
    .catch((error) => {
      throw error?.name === "AppError" ? new Failure(error.details) : error;
    })
    .finally(closeDatabase);
}

function sentence({ email, organization, link, hasAccount }) {
  const how = hasAccount ? `signs in and joins ${organization}` : `joins ${organization}`;
  return `\n  With this link, ${email} ${how}. It works once, for 7 days:\n\n  ${link}\n`;
}

function readArguments(args) {
  const words = [];
  let organizationId;
  for (let at = 0; at < args.length; at += 1) {
    if (args[at] === "--organization") {
      organizationId = args[++at];
      if (organizationId === undefined) throw new Failure(`--organization needs an ID: ${USAGE}`);
    } else if (args[at].startsWith("-")) {
      throw new Failure(`${args[at]} is not known: ${USAGE}`);
    } else words.push(args[at]);
  }
  const [email, role] = words;
  if (words.length !== 2) throw new Failure(`Name one email address and one role: ${USAGE}`);
  return { email, role, organizationId };
}

main(process.argv.slice(2)).catch((error) => {
  console.error(describeFailure(error));
  process.exitCode = 1;
});

import { newId } from "@/lib/core/ids";
import { prisma } from "@/lib/db/prisma";
import type { Environment } from "@/lib/policy/roles";

let made = 0;

type RecordFacts = {
  organizationId: string;
  environment?: Environment;
  type?: string;
  name?: string;
  createdAt?: Date;
};

export async function makeRecord({ environment = "production", ...facts }: RecordFacts) {
  made += 1;
  const usual = { id: newId("record"), environment, type: "customer", name: `Customer ${made}` };
  return prisma().record.create({ data: { ...usual, metadata: {}, ...facts } });
}

type FlowFacts = { organizationId: string; name?: string; description?: string; createdAt?: Date };

export async function makeFlow(facts: FlowFacts) {
  made += 1;
  const usual = { id: newId("flow"), name: `Flow ${made}`, steps: [] };
  return prisma().flow.create({ data: { ...usual, ...facts } });
}

type PromptFacts = { organizationId: string; name?: string; text?: string; createdAt?: Date };

export async function makePrompt(facts: PromptFacts) {
  made += 1;
  const usual = { id: newId("prompt"), name: `Prompt ${made}`, text: "Hello {{name}}", model: {} };
  return prisma().prompt.create({ data: { ...usual, ...facts } });
}

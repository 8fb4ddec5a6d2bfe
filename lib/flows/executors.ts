import "server-only";
import type { StepType } from "@/lib/contracts/flow-steps/flow-step";
import { isFields } from "@/lib/core/fields";
import { compileCondition } from "@/lib/flows/compile-expression";
import { compileJson, compileText, compileValue, type Render } from "@/lib/flows/compile-template";
import type {
  CompiledStep,
  CompileSteps,
  StepConfig,
  StepContext,
  Work,
} from "@/lib/flows/executor";
import { compileRequest } from "@/lib/flows/outbound/compile-request";
import { runScript } from "@/lib/flows/sandbox/run-script";
import { type Scope, valuesOf } from "@/lib/flows/scope";
import { StepError } from "@/lib/flows/step-error";

type Executors = {
  readonly [T in StepType]: {
    /** Whether its work can change something, here or elsewhere: run twice, it may do so twice. */
    hasEffect: boolean;
    /** Prepares the steps of the type; throws StepError when the config cannot be used. */
    prepare: (
      config: StepConfig<T>,
      compileSteps: CompileSteps,
    ) => { work: Work; inner?: CompiledStep[] };
  };
};

/** How each type of step does its work. */
export const executors: Executors = {
  template: {
    hasEffect: false,
    prepare: ({ template }) => {
      const render = compileValue(template, "template");
      return { work: ({ scope }) => render(scope) ?? "" };
    },
  },
  "set-variable": {
    hasEffect: false,
    prepare: ({ value }) => {
      const render = compileJson(value, "value");
      return { work: ({ scope }) => render(scope) };
    },
  },
  "transform-data": {
    hasEffect: false,
    prepare: ({ script }) => ({
      work: ({ scope, owner, signal }) => runScript({ script, ...valuesOf(scope), owner, signal }),
    }),
  },
  conditional: { hasEffect: false, prepare: conditional },
  "fetch-url": { hasEffect: true, prepare: ({ http }) => ({ work: compileRequest(http) }) },
  "api-call": { hasEffect: true, prepare: ({ http }) => ({ work: compileRequest(http) }) },
  "get-record": {
    hasEffect: false,
    prepare: ({ recordType, recordName }) => {
      const type = compileName(recordType, "recordType");
      const name = compileName(recordName, "recordName");
      return { work: ({ scope, records }) => records.get(type(scope), name(scope)) };
    },
  },
  "list-records": {
    hasEffect: false,
    prepare: ({ recordType, search = "", limit }) => {
      const type = compileName(recordType, "recordType");
      const text = compileText(search, "search");
      return {
        work: ({ scope, records }) =>
          records.list(type(scope), { search: text(scope).trim(), limit }),
      };
    },
  },
  "upsert-record": {
    hasEffect: true,
    prepare: ({ recordType, recordName, sourceVariable }) => {
      const type = compileName(recordType, "recordType");
      const name = recordName === undefined ? () => null : compileName(recordName, "recordName");
      return {
        work: ({ scope, records }) =>
          records.upsert(type(scope), name(scope), metadataFrom(scope, sourceVariable)),
      };
    },
  },
  "update-record": {
    hasEffect: true,
    prepare: ({ recordType, recordName, sourceVariable }) => {
      const type = compileName(recordType, "recordType");
      const name = compileName(recordName, "recordName");
      return {
        work: async ({ scope, records }) => {
          const metadata = metadataFrom(scope, sourceVariable);
          const updated = await records.update(type(scope), name(scope), metadata);
          if (!updated) throw new StepError("recordName: There is no such record.");
          return updated;
        },
      };
    },
  },
};

/** Its output, whether the condition was true, is for the timeline only. */
function conditional(config: StepConfig<"conditional">, compileSteps: CompileSteps) {
  const trueSteps = compileSteps(config.trueSteps);
  const falseSteps = compileSteps(config.falseSteps);
  const decide = compileCondition(config.condition, "condition");
  return {
    inner: [...trueSteps, ...falseSteps],
    work: async ({ scope, branch }: StepContext) => {
      const holds = decide(scope);
      await (holds ? branch(trueSteps, falseSteps) : branch(falseSteps, trueSteps));
      return holds;
    },
  };
}

/** A text that names a type or a record; throws StepError when nothing is left of it. */
function compileName(template: string, field: string): Render<string> {
  const render = compileText(template, field);
  return (scope) => {
    const name = render(scope).trim();
    if (name === "") throw new StepError(`${field}: The text is empty.`);
    return name;
  };
}

/** The variable as metadata; throws StepError unless it is an object. */
function metadataFrom({ input, variables }: Scope, name: string): Record<string, unknown> {
  const own = Object.hasOwn(input, name) ? input[name] : undefined;
  const value = variables.has(name) ? variables.get(name) : own;
  if (!isFields(value)) {
    throw new StepError(`sourceVariable: ${name} is not an object.`);
  }
  return { ...value };
}

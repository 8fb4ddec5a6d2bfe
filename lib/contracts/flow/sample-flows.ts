/** Flows that a first product can start from: they run without a network. */
export const SAMPLE_FLOWS = {
  greeting: {
    name: "Greeting",
    description: "Greets the person named in the input.",
    parametersSchema: {
      type: "object",
      properties: { name: { type: "string", minLength: 1, examples: ["Ada"] } },
      required: ["name"],
    },
    steps: [template("greeting", "Greeting", "Hello {{name}}, welcome aboard!", "greeting")],
  },
  order_total: {
    name: "Order total",
    description: "Adds up the lines of an order, with tax.",
    parametersSchema: {
      type: "object",
      properties: {
        items: {
          type: "array",
          items: {
            type: "object",
            properties: {
              price: { type: "number", examples: [9.5] },
              quantity: { type: "integer", minimum: 1, examples: [2] },
            },
            required: ["price", "quantity"],
          },
        },
        taxRate: { type: "number", minimum: 0, examples: [0.19] },
      },
      required: ["items", "taxRate"],
    },
    steps: [
      {
        id: "total",
        type: "transform-data",
        name: "Add up",
        config: {
          script:
            "const net = input.items.reduce((sum, item) => sum + item.price * item.quantity, 0);\nconst tax = Math.round(net * input.taxRate * 100) / 100;\nreturn { net, tax, gross: net + tax };",
          outputVariable: "total",
        },
      },
    ],
  },
  faq: {
    name: "FAQ answer",
    description: "Looks the answer to a question up in the records of type faq.",
    parametersSchema: {
      type: "object",
      properties: {
        question: { type: "string", minLength: 1, examples: ["When do you open?"] },
      },
      required: ["question"],
    },
    steps: [
      {
        id: "look-up",
        type: "get-record",
        name: "Look up",
        config: {
          recordType: "faq",
          recordName: "{{question}}",
          outputVariable: "entry",
          errorHandling: { onError: "continue", defaultValue: null },
        },
      },
      {
        id: "answer",
        type: "conditional",
        name: "Answer or say so",
        config: {
          condition: "{{entry}} != null",
          trueSteps: [template("found", "Found", "{{entry.metadata.answer}}", "answer")],
          falseSteps: [
            template("missing", "Missing", "Nobody has answered “{{question}}” yet.", "answer"),
          ],
        },
      },
    ],
  },
} as const;

export type SampleFlowKey = keyof typeof SAMPLE_FLOWS;

export const SAMPLE_FLOW_KEYS = [
  "greeting",
  "order_total",
  "faq",
] as const satisfies readonly SampleFlowKey[];

function template(id: string, name: string, text: string, outputVariable: string) {
  return { id, type: "template", name, config: { template: text, outputVariable } } as const;
}

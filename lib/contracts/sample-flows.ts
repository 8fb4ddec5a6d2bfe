/** Flows that a first product can start from: they run without a network. */
export const SAMPLE_FLOWS = {
  greeting: {
    name: "Greeting",
    description: "Greets whoever is named in the input.",
    steps: [
      {
        id: "greeting",
        type: "template",
        name: "Greeting",
        config: { template: "Hello {{name}}, welcome aboard!", outputVariable: "greeting" },
      },
    ],
  },
  order_total: {
    name: "Order total",
    description: "Adds up the lines of an order, with tax.",
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
          trueSteps: [
            {
              id: "found",
              type: "template",
              name: "Found",
              config: { template: "{{entry.metadata.answer}}", outputVariable: "answer" },
            },
          ],
          falseSteps: [
            {
              id: "missing",
              type: "template",
              name: "Missing",
              config: {
                template: "Nobody has answered “{{question}}” yet.",
                outputVariable: "answer",
              },
            },
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

/** What each group of operations is about, in the order of the reference. */
export const TAGS: Readonly<Record<string, string>> = {
  Me: "Who a credential belongs to, and what it may do.",
  "API Keys": "Keys of the organization for this API. Only signed-in people manage them.",
  Flows: "Lists of steps, their drafts and published versions, and their runs.",
  Executions: "What runs of flows did.",
  Records: "Data that flows read and write, apart for test and production.",
  Prompts: "Texts for models, with their variables.",
  Secrets: "Credentials that steps send to hosts. Only signed-in people manage them.",
  Products: "What is offered to customers: capabilities, each of which runs a flow.",
  Surfaces: "Where the capabilities of a product are called, and their endpoints.",
  "Surface Keys": "Keys that customers call a surface with.",
  Analytics: "How much the API was used.",
  "Surface calls": "What customers call: the capabilities of a surface, and its own document.",
  Reference: "This description.",
};

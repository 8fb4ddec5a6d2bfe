const NAMES = {
  "select.examples-select-element": "Example",
  "select.content-type": "Media type",
  "select:not([aria-label])": "Choice",
  "textarea.body-param__text": "Request body",
  "input.operation-filter-input": "Filter by tag",
} as const;

/** Names the controls that Swagger UI leaves without one, and lets the keyboard scroll its code. */
export function keepLabelled(root: HTMLElement): MutationObserver {
  const observer = new MutationObserver(() => label(root));
  observer.observe(root, { childList: true, subtree: true });
  return observer;
}

function label(root: HTMLElement): void {
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const control of root.querySelectorAll(`${selector}:not([aria-label])`)) {
      control.setAttribute("aria-label", name);
    }
  }
  for (const code of root.querySelectorAll("pre:not([tabindex])"))
    code.setAttribute("tabindex", "0");
}

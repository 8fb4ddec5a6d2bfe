import { expect, type Page } from "@playwright/test";

export const WIDTHS = [360, 768, 1024, 1280, 1440, 2560, 3840];

/** A name as long as people give them. */
export const LONG_NAME =
  "Nightly export of every customer record, run for the Administration of Springfield";

/** Fails when text is cut without three dots, or without its whole said where it is pointed at. */
export async function expectCutTextSaysSo(page: Page, place: string): Promise<void> {
  const cut = await page.evaluate(() => {
    /** Whether a text that this element is the first to hold back continues beyond it. */
    function cutsText(element: HTMLElement): boolean {
      const { right, bottom } = element.getBoundingClientRect();
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const text = texts.currentNode;
        let holder = text.parentElement;
        while (holder && getComputedStyle(holder).overflow === "visible") {
          holder = holder.parentElement;
        }
        if (holder !== element || !text.textContent?.trim()) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const rects = [...range.getClientRects()];
        if (rects.some((rect) => rect.right > right + 1 || rect.bottom > bottom + 1)) return true;
      }
      return false;
    }
    return [...document.querySelectorAll<HTMLElement>("main *, header *")].flatMap((element) => {
      const style = getComputedStyle(element);
      const isHidden = style.overflowX === "hidden" || style.overflowX === "clip";
      const isOver =
        element.scrollWidth > element.clientWidth + 1 ||
        element.scrollHeight > element.clientHeight + 1;
      const holdsText =
        element.children.length === 0 ? element.textContent?.trim() : cutsText(element);
      const isRead = element.clientWidth <= 1 || element.closest("[aria-hidden=true]");
      if (!isHidden || !isOver || !holdsText || isRead) return [];
      const hasDots = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
      const isSaid = element.closest("[title]") !== null;
      return hasDots && isSaid ? [] : [element.textContent?.slice(0, 60) ?? ""];
    });
  });
  expect(cut, `cut at ${place}`).toEqual([]);
}

/** Fails when the page, or a list in it, continues beyond what is in sight. */
export async function expectNothingBeside(
  page: Page,
  place: string,
  within = "html, main :has(> table)",
): Promise<void> {
  const beside = await page.evaluate(
    (selector) =>
      [...document.querySelectorAll(selector)].flatMap(({ tagName, scrollWidth, clientWidth }) =>
        scrollWidth > clientWidth + 1 ? [`${tagName} ${scrollWidth} in ${clientWidth}`] : [],
      ),
    within,
  );
  expect(beside, `beside what is seen at ${place}`).toEqual([]);
}

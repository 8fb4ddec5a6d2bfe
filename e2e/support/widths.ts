import { expect, type Page } from "@playwright/test";
import { someOf } from "@/tests/support/proof";

const WIDTHS = [360, 768, 1024, 1060, 1260, 1280, 1440, 2560, 3840];

/** Every width by `npm run prove`; in every run of the tests three, by the name of a place. */
export function widthsOf(place: string): number[] {
  return someOf(WIDTHS, place, 3);
}

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
      [...document.querySelectorAll(selector)]
        .filter((element) => element.checkVisibility())
        .flatMap(({ tagName, scrollWidth, clientWidth }) =>
          scrollWidth > clientWidth + 1 ? [`${tagName} ${scrollWidth} in ${clientWidth}`] : [],
        ),
    within,
  );
  expect(beside, `beside what is seen at ${place}`).toEqual([]);
}

/** Fails when a text or a badge of a table reaches beyond the room of its cell. */
export async function expectNothingLeavesItsCell(page: Page, place: string): Promise<void> {
  const leaving = await page.evaluate(() => {
    /** What is shown of a cell's texts and badges: not what an element in the cell holds back. */
    function partsOf(cell: Element): { said: string; rects: DOMRect[] }[] {
      const parts: { said: string; rects: DOMRect[] }[] = [];
      const nodes = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      while (nodes.nextNode()) {
        const node = nodes.currentNode;
        const isBadge = node instanceof HTMLElement && isBox(getComputedStyle(node));
        const isText = node instanceof Text && node.data.trim() !== "";
        let holder = node.parentElement;
        while (holder && holder !== cell && getComputedStyle(holder).overflow === "visible") {
          holder = holder.parentElement;
        }
        if (holder !== cell || !(isBadge || isText)) continue;
        const range = document.createRange();
        range.selectNode(node);
        const rects = isBadge ? [node.getBoundingClientRect()] : [...range.getClientRects()];
        parts.push({ said: node.textContent ?? "", rects });
      }
      return parts;
    }
    /** Badges and the like have an edge, and stand in a line of text. */
    function isBox({ display, borderLeftWidth }: CSSStyleDeclaration): boolean {
      return display.startsWith("inline") && Number.parseFloat(borderLeftWidth) > 0;
    }
    return [...document.querySelectorAll("main :is(td, th)")].flatMap((cell) => {
      const { left, right } = cell.getBoundingClientRect();
      const { paddingLeft, paddingRight } = getComputedStyle(cell);
      const start = left + Number.parseFloat(paddingLeft) - 1;
      const end = right - Number.parseFloat(paddingRight) + 1;
      return partsOf(cell).flatMap(({ said, rects }) => {
        const over = Math.max(
          ...rects.map((rect) => Math.max(start - rect.left, rect.right - end)),
        );
        return over > 0 ? [`${said.slice(0, 40)} by ${Math.round(over)} px`] : [];
      });
    });
  });
  expect(leaving, `beyond its cell at ${place}`).toEqual([]);
}

/** The words and groups of an address that take more than one line. */
export function brokenGroups(element: Element): string[] {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const broken: string[] = [];
  while (texts.nextNode()) {
    const range = document.createRange();
    range.selectNodeContents(texts.currentNode);
    if (range.getClientRects().length > 1) broken.push(range.toString());
  }
  return broken;
}

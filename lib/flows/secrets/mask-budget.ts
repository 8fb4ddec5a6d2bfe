import "server-only";

/** One to three seconds of work. */
const MAX_WORK = 1_000_000_000;

/** What the masks of one run may still read: characters, once for each form that is looked for in them. */
export class MaskBudget {
  #left: number;

  constructor(work = MAX_WORK) {
    this.#left = work;
  }

  /** Throws {@link MaskBudgetExceeded} instead of what would be too much. */
  take(work: number): void {
    if (work > this.#left) throw new MaskBudgetExceeded();
    this.#left -= work;
  }
}

/** Says that a text cannot be looked through any more. */
export class MaskBudgetExceeded extends Error {}

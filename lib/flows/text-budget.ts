import "server-only";
import { MAX_OUTPUT_LENGTH } from "@/lib/flows/measure";
import { StepError } from "@/lib/flows/step-error";

const MAX_TEXTS = 4 * MAX_OUTPUT_LENGTH;

/** Characters that the templates and conditions of one run may still make and compare. */
export class TextBudget {
  #left = MAX_TEXTS;

  /** Throws {@link StepError} once they are too many; nothing more is made then. */
  take(characters: number): void {
    if (this.#left >= 0) this.#left -= characters;
    if (this.#left < 0) throw new StepError("The texts of the flow are over 20 MB together.");
  }
}

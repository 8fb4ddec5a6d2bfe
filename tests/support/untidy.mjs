import { QuickJSContext } from "quickjs-emscripten";

/** What a script has left behind in the interpreter cannot be put away. */
QuickJSContext.prototype.dispose = () => {
  throw new Error("Something is left");
};

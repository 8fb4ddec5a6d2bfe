/**
 * Holds back what is typed while something opens, so that no shortcut takes it; the function that is
 * given back types it into what has the focus by then.
 */
export function holdKeys(): () => void {
  const held: string[] = [];
  function hold(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    held.push(event.key);
  }
  window.addEventListener("keydown", hold, true);
  return () => {
    window.removeEventListener("keydown", hold, true);
    for (const key of held.splice(0)) type(key);
  };
}

function type(key: string): void {
  if (key.length === 1) document.execCommand("insertText", false, key);
  else {
    const pressed = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(pressed);
  }
}

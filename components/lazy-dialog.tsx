import { type ComponentType, useEffect, useState } from "react";
import { toast } from "./toast";

type Load<Props> = () => Promise<ComponentType<Props>>;

/**
 * A dialog, or the inside of a popover, in a module that is fetched when it first opens: a page does
 * not carry what few visits need.
 */
export function lazyDialog<Module, Props extends { open: boolean }>(
  fetchModule: () => Promise<Module>,
  dialogIn: (module: Module) => ComponentType<Props>,
) {
  const load = async () => dialogIn(await fetchModule());
  return (props: Props) => <Loaded load={load} props={props} />;
}

type LoadedProps<Props> = { load: Load<Props>; props: Props };

function Loaded<Props extends { open: boolean }>({ load, props }: LoadedProps<Props>) {
  const [Dialog, setDialog] = useState<ComponentType<Props> | null>(null);
  const isWanted = props.open && Dialog === null;
  useEffect(() => {
    if (!isWanted) return;
    const release = holdKeys();
    load().then(
      (loaded) => setDialog(() => loaded),
      () => {
        release();
        toast.error("Could not load.", { action: RELOAD });
      },
    );
    // Once what was loaded has taken the focus.
    return () => {
      setTimeout(release);
    };
  }, [isWanted, load]);
  return Dialog ? <Dialog {...props} /> : null;
}

const RELOAD = { label: "Reload", onClick: () => window.location.reload() };

/**
 * Holds back what is typed while something opens, so that no shortcut takes it; the function that is
 * given back types it into what has the focus by then.
 */
function holdKeys(): () => void {
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

// Keys: bound by views while they are on screen, listed by "?", single letters can be switched off (WCAG 2.1.4).
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { Signal, useSignal } from '../signal';
import { S } from '../strings';

/** `key` as KeyboardEvent.key, with "Ctrl+" and "Shift+" in front where they count ("Ctrl+z"; Command counts as Ctrl). */
export interface Key { key: string; label: string; run: (event: KeyboardEvent) => void; hidden?: boolean; inFields?: boolean }

const stack: { current: readonly Key[] }[] = [];
const round = new Signal(0); // goes up when what is bound changes
const tellAll = () => { round.value++; };

const off = 'stemma.noSingleKeys';
export const singleKeys = () => localStorage.getItem(off) === null;
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(off); else localStorage.setItem(off, '1');
  tellAll();
}

/** Binds keys as long as the component is there: from the moment that it is drawn, no key is lost. The component bound last is asked first. */
export function useKeys(keys: readonly Key[]): void {
  const held = useRef(keys);
  held.current = keys;
  useLayoutEffect(() => {
    stack.push(held);
    tellAll();
    return () => { stack.splice(stack.indexOf(held), 1); tellAll(); };
  }, []);
}

function nameOf(event: KeyboardEvent): string {
  const letter = event.key.length === 1;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && (!letter || event.ctrlKey || event.metaKey) ? 'Shift+' : ''}${letter && (event.ctrlKey || event.metaKey) ? event.key.toLowerCase() : event.key}`;
}

export function startKeys(): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    const name = nameOf(event);
    const target = event.target as HTMLElement;
    const typing = target.isContentEditable || target.tagName === 'TEXTAREA' || target.tagName === 'SELECT' || (target.tagName === 'INPUT' && !/^(checkbox|radio|button|submit)$/.test((target as HTMLInputElement).type));
    if (document.querySelector('dialog[open]') && !target.closest('dialog')) return;
    if (name.length === 1 && !singleKeys()) return;
    for (let i = stack.length - 1; i >= 0; i--) {
      const found = stack[i]!.current.find((one) => one.key === name);
      if (!found) continue;
      if (typing && !found.inFields) return;
      if ((name === 'Enter' || name === ' ') && target.closest('a, button, summary, input')) return; // that is what they are for
      event.preventDefault();
      found.run(event);
      return;
    }
  });
}

/** All keys that work here now, each once. */
export function useBoundKeys(): Key[] {
  useSignal(round);
  const seen = new Map<string, Key>();
  for (let i = stack.length - 1; i >= 0; i--) for (const one of stack[i]!.current) if (!one.hidden && !seen.has(one.key)) seen.set(one.key, one);
  return [...seen.values()];
}

const shown: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Backspace: '⌫' };
/** A key as it is written on it. */
export const keyWords = (key: string) => key.split(/\+(?=.)/).map((part) => shown[part] ?? part).join(' ');

/** A line of keys on screen: what can be pressed here. */
export function KeyLine({ keys }: { keys: readonly Key[] }) {
  useSignal(round);
  return <p class="keyline" aria-hidden="true">{keys.filter((one) => !one.hidden && (one.key.length > 1 || singleKeys())).map((one) => <span key={one.key}><kbd>{keyWords(one.key)}</kbd> {one.label}</span>)}</p>;
}

export function KeysDialog({ open, close }: { open: boolean; close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const keys = useBoundKeys();
  useEffect(() => {
    const box = dialog.current;
    if (!box) return;
    if (open && !box.open) box.showModal();
    if (!open && box.open) box.close();
  }, [open]);
  return (
    <dialog ref={dialog} class="keys" aria-labelledby="keys-title" onClose={close}>
      <h2 id="keys-title">{S.keys.title}</h2>
      {keys.length === 0 ? <p>{S.keys.none}</p> : <dl>{keys.map((one) => <div key={one.key}><dt><kbd>{keyWords(one.key)}</kbd></dt><dd>{one.label}</dd></div>)}</dl>}
      <p><label><input type="checkbox" checked={singleKeys()} onChange={(event) => setSingleKeys(event.currentTarget.checked)} /> {S.keys.single}</label></p>
      <p class="actions"><button type="button" onClick={close}>{S.keys.close}</button> <a class="small" href="/licences.txt" target="_blank">{S.keys.licences}</a></p>
    </dialog>
  );
}

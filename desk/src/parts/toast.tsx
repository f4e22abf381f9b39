// Short notices at the foot of the page. They are read out, and stay until they are read, closed or overtaken.
import { useEffect, useState } from 'preact/hooks';
import { S } from '../strings';

interface Notice { id: number; words: string; bad: boolean; action?: { label: string; run: () => void } }
let notices: Notice[] = [];
let next = 1;
const listeners = new Set<() => void>();
const tellAll = () => { for (const tell of [...listeners]) tell(); };

/** Says something. A bad notice stays until it is closed. Gives what takes it back. */
export function say(words: string, { bad = false, action }: { bad?: boolean; action?: Notice['action'] } = {}): () => void {
  const id = next++;
  notices = [...notices.filter((one) => one.bad).slice(-3), { id, words, bad, ...(action ? { action } : {}) }];
  tellAll();
  const close = () => { notices = notices.filter((one) => one.id !== id); tellAll(); };
  if (!bad) setTimeout(close, 6000);
  return close;
}

export function Toasts() {
  const [shown, set] = useState(notices);
  useEffect(() => {
    const tell = () => set(notices);
    listeners.add(tell);
    return () => { listeners.delete(tell); };
  }, []);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {shown.map((one) => (
        <div key={one.id} class={one.bad ? 'toast bad' : 'toast'}>
          <span>{one.words}</span>
          {one.action && <button type="button" onClick={() => { one.action!.run(); notices = notices.filter((other) => other !== one); tellAll(); }}>{one.action.label}</button>}
          {one.bad && <button type="button" onClick={() => { notices = notices.filter((other) => other !== one); tellAll(); }}>{S.keys.close}</button>}
        </div>
      ))}
    </div>
  );
}

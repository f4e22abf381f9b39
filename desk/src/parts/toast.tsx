// Short notices at the foot of the page. They are read out, and stay until they are read, closed or overtaken.
import { Signal, useSignal } from '../signal';
import { S } from '../strings';

interface Notice { id: number; words: string; bad: boolean; action?: { label: string; run: () => void } }
const notices = new Signal<readonly Notice[]>([]);
let next = 1;
const close = (id: number) => { notices.value = notices.value.filter((one) => one.id !== id); };

/** Says something. A bad notice stays until it is closed. Gives what takes it back. */
export function say(words: string, { bad = false, action }: { bad?: boolean; action?: Notice['action'] } = {}): () => void {
  const id = next++;
  notices.value = [...notices.value.filter((one) => one.bad).slice(-3), { id, words, bad, ...(action ? { action } : {}) }];
  if (!bad) setTimeout(() => close(id), 6000);
  return () => close(id);
}

export function Toasts() {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {useSignal(notices).map((one) => (
        <div key={one.id} class={one.bad ? 'toast bad' : 'toast'}>
          <span>{one.words}</span>
          {one.action && <button type="button" onClick={() => { one.action!.run(); close(one.id); }}>{one.action.label}</button>}
          {one.bad && <button type="button" onClick={() => close(one.id)}>{S.keys.close}</button>}
        </div>
      ))}
    </div>
  );
}

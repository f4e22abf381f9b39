// What nobody waits for comes after what somebody does.
import { useEffect, useState } from 'preact/hooks';
import { restoreScroll } from './router';

/** Resolves when nothing else is to be drawn, at the latest after `timeout` ms. */
export const idle = (timeout: number): Promise<unknown> => new Promise((done) => { if ('requestIdleCallback' in window) requestIdleCallback(done, { timeout }); else setTimeout(done, 50); });

/** False while a view is drawn for the first time; true from when its first screen is there: time for what lies below. */
export function useLater(): boolean {
  const [later, set] = useState(false);
  useEffect(() => {
    let here = true;
    void idle(300).then(() => { if (here) set(true); });
    return () => { here = false; };
  }, []);
  useEffect(() => { if (later) restoreScroll(); }, [later]); // only now the page has its height
  return later;
}

// What could not be saved, above every view: why, and what can be done with it. Nothing of it is lost by going elsewhere or by a reload.
import { useEffect, useState } from 'preact/hooks';
import { useLive } from '../live';
import { say } from '../parts/toast';
import { R } from '../strings';
import { useSession } from '../data';
import { outbox, useOutbox } from './desk';

export function Unsaved() {
  const { parcels } = useOutbox();
  const live = useLive(), session = useSession();
  const [text, setText] = useState<string | null>(null);
  useEffect(() => { if (live.connected && session) outbox.reconnected(); }, [live.connected, session]); // at the start, and whenever the server is back
  const kept = parcels.filter((one) => one.problem !== null);
  if (kept.length === 0) return null;
  const copy = async () => {
    try { await navigator.clipboard.writeText(outbox.text()); say(R.review.copied); } catch { say(R.review.copyFailed, { bad: true }); setText(outbox.text()); }
  };
  return (
    <section class="banner bad unsaved" role="alert">
      <p><b>{R.review.unsaved(kept.length)}</b></p>
      <ul>{kept.map((one) => (
        <li key={one.id}><bdi>{one.what}</bdi>: {one.problem!.title}. {one.problem!.detail} {one.problem!.next}{' '}
          <button type="button" onClick={() => outbox.retry(one.id)}>{R.review.retry}</button>{' '}
          <button type="button" onClick={() => { outbox.discard(one.id); say(R.review.discarded); }}>{R.review.discard}</button></li>
      ))}</ul>
      <p class="actions">{kept.length > 1 && <button type="button" onClick={() => outbox.retry()}>{R.review.retryAll}</button>}<button type="button" onClick={copy}>{R.review.copy}</button></p>
      {text !== null && <textarea readOnly rows={4} value={text} aria-label={R.review.copy} />}
    </section>
  );
}

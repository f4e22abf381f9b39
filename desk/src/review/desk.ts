// The one outbox of this tab, wired to the server, the events and the session.
import { askWho } from '../app';
import type { NewDecision } from '../api';
import { currentSession, load, loadSession, post } from '../data';
import { onEvent } from '../live';
import { useSignal } from '../signal';
import { Outbox, type Shown } from './outbox';

const nameShelf = 'stemma.who';
/** Says who decides: asked once in this browser, told again to a server that has been started anew. */
async function name(): Promise<void> {
  if (!currentSession()) await loadSession();
  if (!currentSession() || currentSession()?.who) return; // not reached, which sending will tell; or said already
  const known = localStorage.getItem(nameShelf);
  if (known) await post('/session', { who: known }); else await askWho();
  const now = currentSession()?.who;
  if (now) localStorage.setItem(nameShelf, now);
}

export const outbox = new Outbox({ post, load, who: () => currentSession()?.who ?? null, name, store: sessionStorage });
onEvent('generation', (data) => outbox.follow(data.generation, data.state));

const reasonShelf = 'stemma.why';
/** The reason that goes with decisions: kept from one to the next, in this tab. */
export const reason = (): string => sessionStorage.getItem(reasonShelf) ?? '';
export const setReason = (words: string): void => sessionStorage.setItem(reasonShelf, words);

/** Decides, with the reason that stands in the reason field. */
export function decide(what: string, decisions: readonly NewDecision[], shown: Shown[] = []): void {
  const why = reason().trim();
  outbox.submit(what, decisions.map((decision) => why && decision.why === undefined ? { ...decision, why } : decision), shown);
}

/** The outbox; the component is drawn again when it changes. */
export function useOutbox(): Outbox {
  useSignal(outbox.round);
  return outbox;
}

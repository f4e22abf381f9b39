// What is reviewed one by one: members of a claim, or attributions of a document; moving along it, and the decisions of single keys.
import { useEffect, useRef } from 'preact/hooks';
import type { Attribution, DocumentRef, Member, Side, Stance } from '../api';
import type { Key } from '../parts/keys';
import { useKeys } from '../parts/keys';
import { say } from '../parts/toast';
import { readerAt } from '../parts/words';
import { go } from '../router';
import { R } from '../strings';
import { decide, outbox } from './desk';
import type { Review } from './outbox';

export interface Reviewable {
  attribution: string; document: DocumentRef; claim: string | null; // claim: the one in which it is looked at
  quote: string; agent: Member['agent']; stance: Stance; side: Side | null; review: Review;
}
export function reviewable(claim: string, member: Member): Reviewable {
  return { attribution: member.attribution, document: member.document, claim, quote: member.quote, agent: member.agent, stance: member.stance, side: member.side, review: member.review };
}
export function reviewableOf(document: DocumentRef, claim: string | null, attribution: Attribution, quote: string): Reviewable {
  return { attribution: attribution.id, document, claim, quote, agent: attribution.agent, stance: attribution.stance, side: attribution.claims.find((one) => one.id === claim)?.side ?? null, review: attribution.review };
}

export type Select = (attribution: string) => void;

/** Scrolls the chosen one into view and puts the focus on it, so that a screen reader says it. */
function show(attribution: string): void {
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(`[data-attribution="${CSS.escape(attribution)}"]`);
    element?.scrollIntoView({ block: 'nearest' });
    element?.focus({ preventScroll: true });
  });
}

/** The deeds of a list: each decides about the chosen one and goes on to the next, in one step. */
export interface Deeds { step(by: 1 | -1): void; accept(): void; reject(): void; edit(): void; read(): void; chosen: Reviewable | null; index: number }

export function deeds(list: readonly Reviewable[], at: string | null, select: Select, lastIndex: { current: number }, reading: boolean): Deeds {
  const index = list.findIndex((one) => one.attribution === at);
  if (index >= 0) lastIndex.current = index;
  const chosen = list[index] ?? null;
  const to = (i: number) => {
    const next = list[i];
    if (!next) { say(i < 0 ? R.review.first : R.review.last); return; }
    select(next.attribution);
    show(next.attribution);
  };
  // What was chosen may be gone by now (rejected, split off): go on from where it stood.
  const step = (by: 1 | -1) => to(index >= 0 ? index + by : at === null ? 0 : Math.min(Math.max(0, lastIndex.current + (by < 0 ? -1 : 0)), list.length - 1));
  const judge = (kind: 'accept' | 'reject', as: Review, words: (quote: string) => string) => {
    if (!chosen) { step(1); return; }
    const was = outbox.review(chosen.attribution, chosen.review, Number.POSITIVE_INFINITY);
    decide(words(chosen.quote), [{ kind, first: chosen.attribution }], [{ attribution: chosen.attribution, as, was }]);
    step(1);
  };
  return {
    step, chosen, index,
    accept: () => judge('accept', 'accepted', R.review.saidAccepted),
    reject: () => judge('reject', 'rejected', R.review.saidRejected),
    edit: () => { if (chosen) go(`${readerAt(chosen.document.id, { attribution: chosen.attribution, claim: chosen.claim })}&edit=1`, { replace: reading }); else step(1); },
    read: () => { if (chosen) go(readerAt(chosen.document.id, { attribution: chosen.attribution, claim: chosen.claim })); else step(1); },
  };
}

/** Undo and redo: the same keys everywhere. */
export const undoKeys: Key[] = [
  { key: 'u', label: R.review.undo, run: () => void outbox.undo() },
  { key: 'Ctrl+z', label: R.review.undo, run: () => void outbox.undo() },
  { key: 'Ctrl+Shift+z', label: R.review.redo, run: () => void outbox.redo() },
  { key: 'Ctrl+y', label: R.review.redo, run: () => void outbox.redo(), hidden: true },
];

/** Binds j k a r e u w Enter on a list. `at` stands in the address: the view gives it, and `select` changes it. `reading`: the words are on screen; `editing`: they are
 * being corrected, and the focus is with that. */
export function useReviewKeys(list: readonly Reviewable[], at: string | null, select: Select, { reading = false, editing = false }: { reading?: boolean; editing?: boolean } = {}): void {
  const last = useRef(0);
  const now = deeds(list, at, select, last, reading);
  useKeys([
    { key: 'j', label: R.review.next, run: () => now.step(1) },
    { key: 'k', label: R.review.previous, run: () => now.step(-1) },
    { key: 'a', label: R.review.accept, run: now.accept },
    { key: 'r', label: R.review.reject, run: now.reject },
    { key: 'e', label: R.review.edit, run: now.edit },
    ...(reading ? [] : [{ key: 'w', label: R.review.words, run: now.read }, { key: 'Enter', label: R.review.words, run: now.read, hidden: true }]),
    ...undoKeys,
  ]);
  const chosen = now.chosen?.attribution;
  useEffect(() => { if (chosen && !editing) show(chosen); }, []); // the one in the address, when the view comes up
}

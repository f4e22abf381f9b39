// The bar under a list that is reviewed: the chosen one, what can be said about it, the reason, and whether it is saved.
import { useRef, useState } from 'preact/hooks';
import { singleKeys, useBoundKeys, useKeys } from '../parts/keys';
import { Name } from '../parts/words';
import { R } from '../strings';
import { Correct } from './correct';
import { reason, setReason, useOutbox } from './desk';
import { deeds, undoKeys, type Reviewable, type Select } from './list';
import type { Phase, Review } from './outbox';

/** "Saved", "Saved, counting again", or what went wrong, in words. */
export function words(phase: Phase): string {
  switch (phase.at) {
    case 'rest': return '';
    case 'saving': return phase.turn === 'undo' ? R.review.undoing(phase.what) : R.review.saving(phase.what);
    case 'counting': return phase.turn === 'undo' ? R.review.counted(R.review.undone(phase.what)) : phase.turn === 'redo' ? R.review.counted(R.review.redone(phase.what)) : R.review.counting(phase.what);
    case 'saved': return phase.turn === 'undo' ? R.review.undone(phase.what) : phase.turn === 'redo' ? R.review.redone(phase.what) : R.review.saved(phase.what);
    case 'back': return R.review.back_(phase.what);
    case 'failed': return [`${R.review.failed[phase.turn]}: ${phase.problem.title}.`, phase.problem.detail, phase.problem.next].filter(Boolean).join(' ');
  }
}

export function SaveLine() {
  const { phase } = useOutbox();
  return <p class={`save-line ${phase.at}`} role="status"><bdi>{words(phase)}</bdi></p>;
}

/** The reason for what is decided next; it stays until it is changed. */
export function ReasonField() {
  return <label class="reason"><span class="hidden">{R.review.reason}</span><input type="text" dir="auto" maxLength={500} placeholder={R.review.reasonHint} defaultValue={reason()} onInput={(event) => setReason(event.currentTarget.value)} /></label>;
}

export function UndoButtons() {
  const outbox = useOutbox();
  return (
    <>
      <button type="button" onClick={() => void outbox.undo()}>{R.review.undo} <Hint keys="u" /></button>
      <button type="button" onClick={() => void outbox.redo()}>{R.review.redo}</button>
    </>
  );
}

/** The key of a button, on the button; gone where single keys are switched off. */
export function Hint({ keys }: { keys: string }) {
  useBoundKeys(); // drawn again when single keys are switched on or off
  return singleKeys() || keys.length > 1 ? <kbd aria-hidden="true">{keys}</kbd> : null;
}

/** `generation`: of the data that the list is from. */
export function ReviewBar({ list, at, select, generation, reading = false }: { list: readonly Reviewable[]; at: string | null; select: Select; generation: number; reading?: boolean }) {
  const last = useRef(0);
  const [correcting, setCorrecting] = useState(false);
  const now = deeds(list, at, select, last, reading);
  const { chosen } = now;
  useKeys([{ key: 'm', label: R.review.more, run: () => { if (chosen) setCorrecting(true); else now.step(1); } }]);
  return (
    <section class="review-bar noprint" aria-label={R.review.region}>
      <div class="chosen-one">
        {chosen ? <><span class="quiet">{R.review.at(now.index + 1, list.length)}</span> <ReviewMark attribution={chosen.attribution} review={chosen.review} generation={generation} /> <span class="quote"><Name>{chosen.quote}</Name></span></>
          : <span class="quiet">{list.length ? R.review.none : R.review.empty}</span>}
      </div>
      <div class="actions">
        <button type="button" disabled={!chosen} onClick={now.accept}>{R.review.accept} <Hint keys="a" /></button>
        <button type="button" disabled={!chosen} onClick={now.reject}>{R.review.reject} <Hint keys="r" /></button>
        <button type="button" disabled={!chosen} onClick={now.edit}>{R.review.edit} <Hint keys="e" /></button>
        <button type="button" disabled={!chosen} onClick={() => setCorrecting(true)}>{R.review.more} <Hint keys="m" /></button>
        {!reading && <button type="button" disabled={!chosen} onClick={now.read}>{R.review.words} <Hint keys="w" /></button>}
        <button type="button" disabled={!list.length} onClick={() => now.step(-1)}>{R.review.previous} <Hint keys="k" /></button>
        <button type="button" disabled={!list.length} onClick={() => now.step(1)}>{R.review.next} <Hint keys="j" /></button>
        <UndoButtons />
        <ReasonField />
      </div>
      <SaveLine />
      {correcting && chosen && <Correct item={chosen} close={() => setCorrecting(false)} done={() => now.step(1)} />}
    </section>
  );
}

/** For views without a list of attributions: undo, the reason, and whether it is saved. */
export function SmallBar() {
  useKeys(undoKeys);
  return <section class="review-bar noprint" aria-label={R.review.region}><div class="actions"><UndoButtons /><ReasonField /></div><SaveLine /></section>;
}

/** How an attribution stands: a sign and words, never colour alone. `generation`: of the data that say so. */
export function ReviewMark({ attribution, review, generation }: { attribution: string; review: Review; generation: number }) {
  const now = useOutbox().review(attribution, review, generation);
  if (now === 'none') return null;
  return <span class={`tag review ${now}`}><span aria-hidden="true">{now === 'accepted' ? '✓' : now === 'rejected' ? '✗' : '✎'} </span>{R.review.marks[now]}</span>;
}

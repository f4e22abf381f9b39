// Corrections of one attribution that are not of its words: stance, side, who says it, and that it does not belong where it is.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { NewDecision, Side } from '../api';
import { Name } from '../parts/words';
import { R } from '../strings';
import { decide, outbox } from './desk';
import type { Reviewable } from './list';
import { Pick } from './pick';

/** As the reader names them (docs/what-a-page-says.md): they are values of the data, not words of the desk. */
const stances = ['asserts', 'alleges', 'denies', 'confirms', 'doubts', 'demands', 'commits', 'expects', 'believes', 'asks', 'declares'];
const sides: Side[] = ['supports', 'denies', 'neutral'];

/** A dialog of the browser: the focus stays in it, Escape closes it, and goes back to where it was. */
export function Dialog({ title, close, children }: { title: string; close: () => void; children: preact.ComponentChildren }) {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    dialog.current?.showModal();
    return () => before?.isConnected && before.focus({ preventScroll: true });
  }, []);
  return (
    <dialog ref={dialog} class="correct" aria-label={title} onClose={close}>
      <div class="bar"><h2>{title}</h2><button type="button" onClick={() => dialog.current?.close()}>{R.correct.close}</button></div>
      {children}
    </dialog>
  );
}

/** `done` is called when something has been decided: the list goes on to its next one. */
export function Correct({ item, close, done }: { item: Reviewable; close: () => void; done: () => void }) {
  const [stance, setStance] = useState<string>(item.stance);
  const [side, setSide] = useState<Side | null>(item.side);
  const say = (what: string, decision: Omit<NewDecision, 'first'> & { first?: string }) => {
    const was = outbox.review(item.attribution, item.review, Number.POSITIVE_INFINITY);
    decide(what, [{ first: item.attribution, ...decision }], [{ attribution: item.attribution, as: 'corrected', was }]);
    close();
    done();
  };
  const { quote, claim } = item;
  return (
    <Dialog title={R.correct.title} close={close}>
      <blockquote class="quote"><Name>{quote}</Name></blockquote>
      <form class="choice-of" onSubmit={(event) => { event.preventDefault(); if (stance !== item.stance) say(R.review.saidStance(quote, stance), { kind: 'stance', value: stance }); }}>
        <label class="field">{R.correct.stance}
          <select value={stance} onChange={(event) => setStance(event.currentTarget.value)}>{stances.map((one) => <option key={one} value={one}>{one === item.stance ? `${one} (${R.correct.now})` : one}</option>)}</select>
        </label>
        <button type="submit" disabled={stance === item.stance}>{R.correct.done}</button>
      </form>
      {claim !== null && item.side !== null && (
        <form class="choice-of" onSubmit={(event) => { event.preventDefault(); if (side && side !== item.side) say(R.review.saidSide(quote, R.correct.sides[side] ?? side), { kind: 'side', second: claim, value: side }); }}>
          <fieldset><legend>{R.correct.side}</legend>
            {sides.map((one) => <label key={one}><input type="radio" name="side" checked={side === one} onChange={() => setSide(one)} />{R.correct.sides[one]}</label>)}
          </fieldset>
          <button type="submit" disabled={side === item.side}>{R.correct.done}</button>
        </form>
      )}
      <details><summary>{R.correct.speaker}{item.agent && <> <span class="quiet">({R.correct.now}: <Name>{item.agent.name}</Name>)</span></>}</summary>
        <Pick kind="agents" except={item.agent ? [item.agent.id] : []} pick={(found) => say(R.review.saidSpeaker(quote, found.label), { kind: 'speaker', second: found.id })} />
      </details>
      {claim !== null && (
        <details><summary>{R.correct.notThis}</summary>
          <p class="actions">
            <button type="button" onClick={() => say(R.review.saidSplit(quote), { kind: 'split', first: claim, second: item.attribution })}>{R.correct.split}</button>
            {item.side === 'denies' && <button type="button" onClick={() => say(R.review.saidCut(quote), { kind: 'cut-denial', second: claim })}>{R.correct.cut}</button>}
          </p>
        </details>
      )}
    </Dialog>
  );
}

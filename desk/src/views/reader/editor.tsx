// Corrects what source, cue and content of an attribution are: with the mouse (mark words, say what they are), or with the keyboard alone.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Span } from '../../api';
import { Name } from '../../parts/words';
import { joined, moveBoth, moveEdge, newPiece, parts, sameSpans, trimmed, type Part, type Spans } from '../../review/spans';
import { R } from '../../strings';
import type { CodePoints } from '../../text';

const shelf = (attribution: string) => `stemma.draft.${attribution}`;
/** What was begun and neither saved nor left: a reload does not lose it. */
export function draftOf(attribution: string): Spans | null {
  try { return JSON.parse(sessionStorage.getItem(shelf(attribution)) ?? 'null') as Spans | null; } catch { return null; }
}
export function keepDraft(attribution: string, draft: Spans | null): void {
  try { if (draft) sessionStorage.setItem(shelf(attribution), JSON.stringify(draft)); else sessionStorage.removeItem(shelf(attribution)); } catch { /* the storage is full: it is still on screen */ }
}

interface Props { points: CodePoints; before: Spans; draft: Spans; change: (draft: Spans) => void; marked: Span | null; rtl: boolean; save: () => void; cancel: () => void }

export function Editor({ points, before, draft, change, marked, rtl, save, cancel }: Props) {
  const [part, setPart] = useState<Part>('content');
  const [index, setIndex] = useState(0);
  const group = useRef<HTMLDivElement>(null);
  useEffect(() => group.current?.focus(), []);
  const pieces = draft[part];
  const i = Math.min(index, Math.max(0, pieces.length - 1));
  const put = (next: Span[]) => change({ ...draft, [part]: next });
  const turn = (by: (span: Span) => Span) => {
    const span = pieces[i];
    if (!span) { put([newPiece(points, draft, part)]); setIndex(0); return; } // nothing there yet: an arrow puts a word there
    put(pieces.map((one, k) => k === i ? by(span) : one));
  };
  const end = (forward: boolean) => turn((span) => moveEdge(points, span, 'end', forward));
  const begin = (forward: boolean) => turn((span) => moveEdge(points, span, 'begin', forward));
  const both = (forward: boolean) => turn((span) => moveBoth(points, span, forward));
  const add = () => { put([...pieces, newPiece(points, draft, part)]); setIndex(pieces.length); };
  const remove = () => { put(pieces.filter((_, k) => k !== i)); setIndex(Math.max(0, i - 1)); };
  const to = (next: Part) => { setPart(next); setIndex(0); };
  const chosen = marked && trimmed(points, marked);
  const same = sameSpans(before, draft), empty = draft.content.length === 0;

  const key = (event: KeyboardEvent) => {
    const forward = (event.key === 'ArrowRight') !== rtl;
    const own = event.target === group.current;
    if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') { if (!own) return; (event.ctrlKey || event.metaKey ? both : event.shiftKey ? begin : end)(forward); }
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') { if (!own || pieces.length === 0) return; setIndex((i + (event.key === 'ArrowDown' ? 1 : pieces.length - 1)) % pieces.length); }
    else if (own && event.key >= '1' && event.key <= '3' && !event.ctrlKey) to(parts[Number(event.key) - 1]!);
    else if (own && event.key === '+') add();
    else if (own && event.key === 'Delete') remove();
    else if (own && event.key === 'Enter') { if (!same && !empty) save(); }
    else if (event.key === 'Escape') cancel();
    else return;
    event.preventDefault();
  };
  const span = pieces[i];
  return (
    <section class="editor sheet" aria-label={R.spans.title} onKeyDown={key}>
      <h2>{R.spans.title}</h2>
      <p class="quiet small">{R.spans.help}</p>
      <div ref={group} class="keyboard" tabIndex={0} role="group" aria-label={R.spans.title} aria-describedby="span-keys">
        <p role="status" class="now"><b>{R.spans.parts[part]}</b>{pieces.length > 1 && ` ${i + 1}/${pieces.length}`}: <span class="quote"><Name>{span ? points.slice(span) : R.spans.none}</Name></span></p>
        <p id="span-keys" class="keyline">
          {([['→ ←', 'end'], ['Shift → ←', 'begin'], ['Ctrl → ←', 'both'], ['↑ ↓', 'pieces'], ['1 2 3', 'parts'], ['+', 'add'], ['Delete', 'remove'], ['Enter', 'save'], ['Esc', 'cancel']] as const).map(([keys, name]) => <span key={name}><kbd>{keys}</kbd> {R.spans.keys[name]}</span>)}
        </p>
      </div>
      <fieldset class="parts"><legend class="hidden">{R.spans.part}</legend>
        {parts.map((one) => (
          <label key={one} class="span-part"><input type="radio" name="part" checked={part === one} onChange={() => to(one)} /><mark class={one}>{R.spans.parts[one]}</mark>{' '}
            <span class="quote small"><Name>{draft[one].map((piece) => points.slice(piece)).join(' … ') || R.spans.none}</Name></span></label>
        ))}
      </fieldset>
      <p class="actions small">
        <button type="button" onClick={() => begin(false)}>{R.spans.beginEarlier}</button><button type="button" onClick={() => begin(true)}>{R.spans.beginLater}</button>
        <button type="button" onClick={() => end(false)}>{R.spans.endEarlier}</button><button type="button" onClick={() => end(true)}>{R.spans.endLater}</button>
        <button type="button" onClick={add}>{R.spans.add}</button><button type="button" disabled={!pieces.length} onClick={remove}>{R.spans.remove}</button>
      </p>
      {chosen && (
        <div class="marked sheet">
          <p class="small">{R.spans.chosen}: <span class="quote"><Name>{points.slice(chosen)}</Name></span></p>
          <p class="actions">
            {parts.map((one) => <button key={one} type="button" onClick={() => { change({ ...draft, [one]: [chosen] }); to(one); }}>{R.spans.make(R.spans.parts[one]!)}</button>)}
            <button type="button" onClick={() => { change({ ...draft, content: joined([...draft.content, chosen]) }); to('content'); }}>{R.spans.addTo}</button>
          </p>
        </div>
      )}
      {empty ? <p class="problem small">{R.spans.needsContent}</p> : same && <p class="quiet small">{R.spans.same}</p>}
      <p class="actions">
        <button type="button" class="main" disabled={same || empty} onClick={save}>{R.spans.save}</button>
        <button type="button" onClick={cancel}>{R.spans.cancel}</button>
        <button type="button" disabled={same} onClick={() => change(before)}>{R.spans.reset}</button>
      </p>
    </section>
  );
}

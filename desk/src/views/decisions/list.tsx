// Decisions with who, when, why, and what became of them; each can be undone, and what was undone can hold again.
import type { DecisionView } from '../../api';
import { Name } from '../../parts/words';
import { decide } from '../../review/desk';
import { R } from '../../strings';

/** Local time, to the minute; the whole instant is in the attribute. */
function When({ at }: { at: string }) {
  const date = new Date(at);
  return <time dateTime={at}>{Number.isNaN(date.getTime()) ? at : date.toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}</time>;
}

function State({ one }: { one: DecisionView }) {
  if (one.kind === 'undo') return null;
  if (!one.holds) return <span class="tag">{one.undone_by === null ? R.decisions.notApplied : R.decisions.undone(one.undone_by)}</span>;
  if (one.applied === null) return <span class="tag unknown">{R.decisions.waiting}</span>;
  return one.applied ? <span class="tag good">{R.decisions.applied}</span> : <><span class="tag denies">{R.decisions.notApplied}</span> {one.note && <span class="small"><Name>{one.note}</Name></span>}</>;
}

export function DecisionList({ items }: { items: readonly DecisionView[] }) {
  return (
    <ol class="rows decisions">
      {items.map((one) => (
        <li key={one.number} class={one.holds || one.kind === 'undo' ? 'row' : 'row undone'} data-decision={one.number} value={one.number}>
          <p class="label"><span class="quiet">{one.number}</span> <Name>{one.words}</Name></p>
          <p class="about"><span>{R.decisions.by} <Name>{one.by || R.decisions.nobody}</Name></span> <When at={one.at} /> {one.why && <q><Name>{one.why}</Name></q>} <State one={one} />
            {one.kind !== 'undo' && one.holds && <button type="button" class="noprint" aria-label={`${R.decisions.undo}: ${one.number}`} onClick={() => decide(R.decisions.saidUndo(one.number), [{ kind: 'undo', first: String(one.number) }])}>{R.decisions.undo}</button>}
            {one.kind !== 'undo' && !one.holds && one.undone_by !== null && <button type="button" class="noprint" aria-label={`${R.decisions.restore}: ${one.number}`} onClick={() => decide(R.decisions.saidRestore(one.number), [{ kind: 'undo', first: String(one.undone_by) }])}>{R.decisions.restore}</button>}
          </p>
        </li>
      ))}
    </ol>
  );
}

// What we cannot see: the limits of every count of this case, said in full.
import { useState } from 'preact/hooks';
import type { NotSeen as Data } from '../api';
import { useTitle } from '../app';
import { useData } from '../data';
import { Count } from '../parts/count';
import { Show } from '../parts/problem';
import { Why } from '../parts/why';
import { Name, readerAt } from '../parts/words';
import { figure, R, S } from '../strings';
import { DecisionList } from './decisions/list';
import { titleOf } from './reader/sources';

const few = 12; // of a list, until one asks for all

function Part<T>({ title, note, list, total = list.length, row }: { title: string; note?: string; list: readonly T[]; total?: number; row: (one: T, i: number) => preact.JSX.Element }) {
  const [all, setAll] = useState(false);
  const shown = all ? list : list.slice(0, few);
  return (
    <section class="sheet"><h2>{title} <span class="quiet">{figure(total)}</span></h2>
      {note && list.length > 0 && <p class="quiet">{note}</p>}
      {list.length === 0 ? <p class="quiet">{R.notSeen.all}</p> : <ul>{shown.map(row)}</ul>}
      {list.length > few && <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>{all ? S.list.fewer : `${S.list.more} (${figure(list.length - few)})`}</button>}
      {total > list.length && (all || list.length <= few) && <p class="quiet">{R.notSeen.notListed(total - list.length)}</p>}</section>
  );
}

export function NotSeen() {
  const loaded = useData<Data>('/not-seen');
  useTitle(R.notSeen.title);
  return (
    <>
      <h1>{R.notSeen.title}</h1>
      <p class="quiet">{R.notSeen.intro}</p>
      <Show of={loaded}>{(data) => (
        <div class="not-seen">
          <Part title={R.notSeen.failures} list={data.failures} total={data.totals.failures} row={(one, i) => <li key={i}><code><Name>{one.path}</Name></code>: <Name>{one.what}</Name></li>} />
          <Part title={R.notSeen.languages} note={R.notSeen.languagesNote} list={data.languages} row={(one) => <li key={one.language}><Name>{one.language}</Name> <span class="quiet">{R.notSeen.documents(one.documents)}</span></li>} />
          <Part title={R.notSeen.missing} list={data.reports_not_in_case} total={data.totals.reports_not_in_case} row={(one, i) => <li key={i}><b><Name>{one.outlet}</Name></b> <span class="quiet">{R.notSeen.relied(one.relied_on_by)}</span><Why reasons={one.why} /></li>} />
          <Part title={R.notSeen.unknownRoots} list={data.unknown_roots} total={data.totals.unknown_roots} row={(one) => <li key={one.id}><a href={`/claims/${encodeURIComponent(one.id)}`}><Name>{one.label}</Name></a> <Count row={one} /></li>} />
          <Part title={R.notSeen.empty} list={data.empty_captures} total={data.totals.empty_captures} row={(one) => <li key={one.id}><a href={readerAt(one.id)}><Name>{titleOf(one)}</Name></a> <span class="quiet"><Name>{one.outlet}</Name></span></li>} />
          <Part title={R.notSeen.silent} list={data.silent} total={data.totals.silent} row={(one) => <li key={one.id}><a href={readerAt(one.id)}><Name>{titleOf(one)}</Name></a> <span class="quiet"><Name>{one.outlet}</Name></span></li>} />
          <Part title={R.notSeen.flawed} list={data.flawed} row={(one) => <li key={one.flaw}><Name>{one.flaw}</Name> <span class="quiet">{R.notSeen.documents(one.documents)}</span></li>} />
          <section class="sheet"><h2>{R.notSeen.days} <span class="quiet">{figure(data.days_disputed)}</span></h2><p class="quiet">{data.days_disputed ? R.notSeen.daysIs(data.days_disputed) : R.notSeen.all}</p></section>
          <section class="sheet"><h2>{R.notSeen.notApplied} <span class="quiet">{figure(data.decisions_not_applied.length)}</span></h2>
            {data.decisions_not_applied.length === 0 ? <p class="quiet">{R.notSeen.all}</p> : <DecisionList items={data.decisions_not_applied.map((one) => ({ ...one.decision, applied: false, note: one.what }))} />}</section>
          <section class="sheet"><h2>{R.notSeen.accuracy}</h2>
            <div class="scrolls" tabIndex={0} role="region" aria-label={R.notSeen.accuracy}><table><thead><tr>{R.notSeen.columns.map((one, i) => <th key={one} scope="col" class={i === 2 || i === 3 ? 'n' : undefined}>{one}</th>)}</tr></thead>
              <tbody>{data.accuracy.map((one, i) => <tr key={i}><th scope="row">{one.what}</th><td>{one.measure}</td><td class="n">{figure(one.value)}</td><td class="n">{one.asked === null ? '' : figure(one.asked)}</td><td>{one.on}</td></tr>)}</tbody></table></div></section>
        </div>
      )}</Show>
    </>
  );
}

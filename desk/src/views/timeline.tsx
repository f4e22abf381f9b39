// When things were said and when they are said to have happened. Vague days are bars as long as they are vague.
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { TimelinePage } from '../api';
import { useTitle } from '../app';
import { useData } from '../data';
import { day, isoDay, range, when } from '../dates';
import { KeyLine, useKeys, type Key } from '../parts/keys';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { Name, readerAt } from '../parts/words';
import { change, changed, useAddress, type Address } from '../router';
import { S } from '../strings';
import { TimelineCanvas, type TimelineHandle } from '../timeline/canvas';
import { busy, placedEntries, whole, type Placed, type Window } from '../timeline/lanes';

const most = 10_000; // entries fetched at once
const rows = 50;     // of the table

/** The window of the address, if it has one. */
function windowOf(address: Address): Window | null {
  const from = range(address.query.get('from')), to = range(address.query.get('to'));
  return from && to && from.from < to.to ? { from: from.from, to: to.to } : null;
}

function dataOf(address: Address, window: Window | null): string {
  const query = new URLSearchParams();
  for (const name of ['kind', 'claim']) { const value = address.query.get(name); if (value) query.set(name, value); }
  if (window) { query.set('from', isoDay(window.from)); query.set('to', isoDay(window.to - day)); }
  query.set('limit', `${most}`);
  return `/timeline?${query}`;
}

function Chosen({ one }: { one: Placed }) {
  const { entry } = one;
  return (
    <section class="sheet chosenentry" aria-live="polite" aria-label={S.timeline.chosen}>
      <p><span class="tag">{entry.said ? S.timeline.lanes.said : S.timeline.lanes.happened}</span> <b>{when(entry.date, entry.end)}</b> {one.vague && <span class="quiet">({S.timeline.vague})</span>}</p>
      {entry.what && <p class="doc"><Name>{entry.what}</Name></p>}
      <p class="small">{entry.label && <>{S.timeline.inWords} <q><Name>{entry.label}</Name></q></>} {entry.outlet && <Name>{entry.outlet}</Name>} <a href={readerAt(entry.document, { span: entry.span })}>{S.why.read}</a></p>
      {entry.claims.length > 0 && <p class="small">{S.timeline.claims(entry.claims_total)} {entry.claims.map((id, i) => <a key={id} href={`/claims/${encodeURIComponent(id)}`}>{S.timeline.claim(i + 1)}</a>)}</p>}
    </section>
  );
}

function Table({ entries, chosen, offset }: { entries: readonly Placed[]; chosen: string | null; offset: number }) {
  const page = entries.slice(offset, offset + rows);
  const address = useAddress();
  return (
    <section aria-labelledby="entries" class="part">
      <div class="bar"><h2 id="entries">{S.timeline.table}</h2><Pager total={entries.length} offset={offset} limit={rows} shown={page.length} /></div>
      <div class="scrolls" tabIndex={0} role="group" aria-labelledby="entries">
        <table>
          <thead><tr><th scope="col">{S.timeline.day}</th><th scope="col">{S.timeline.kind}</th><th scope="col">{S.timeline.what}</th><th scope="col">{S.timeline.words}</th><th scope="col">{S.ledger.source}</th></tr></thead>
          <tbody>
            {page.map(({ entry, key }) => (
              <tr key={key} aria-current={key === chosen ? 'true' : undefined}>
                <td class="nowrap"><a href={changed(address, { at: key, offset })}>{when(entry.date, entry.end)}</a></td>
                <td class="nowrap">{entry.said ? S.timeline.lanes.said : S.timeline.lanes.happened}</td>
                <td class="doc">{entry.claims[0] ? <a href={`/claims/${encodeURIComponent(entry.claims[0])}`}><Name>{entry.what ?? S.timeline.claim(1)}</Name></a> : <Name>{entry.what ?? ''}</Name>}</td>
                <td><a href={readerAt(entry.document, { span: entry.span })}>{entry.label ? <q><Name>{entry.label}</Name></q> : S.why.read}</a></td>
                <td><Name>{entry.outlet ?? ''}</Name></td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Page({ data, address }: { data: TimelinePage; address: Address }) {
  const entries = useMemo(() => placedEntries(data.items), [data]);
  const start = useMemo(() => busy(entries), [entries]);
  const window = windowOf(address) ?? start;
  const chosen = address.query.get('at');
  const handle = useRef<TimelineHandle>(null);
  const inSight = useMemo(() => entries.filter((one) => one.to > window.from && one.from < window.to), [entries, window.from, window.to]);
  const show = (to: Window, more: Record<string, string | null> = {}) => {
    handle.current?.to(to); // a movement that has not come to rest is over: it would take the place of this one
    change({ from: isoDay(to.from), to: isoDay(to.to - day), ...more }, { replace: true });
  };
  const choose = (one: Placed) => {
    const outside = one.to <= window.from || one.from >= window.to;
    const length = window.to - window.from, middle = (one.from + one.to) / 2;
    if (outside) show({ from: middle - length / 2, to: middle + length / 2 }, { at: one.key });
    else change({ at: one.key }, { replace: true });
  };
  const step = (by: number) => {
    const now = entries.findIndex((one) => one.key === chosen);
    const next = now < 0 ? inSight[0] ?? entries.find((one) => one.from >= window.from) ?? entries[entries.length - 1] : entries[Math.max(0, Math.min(entries.length - 1, now + by))];
    if (next) choose(next);
  };
  const keys: Key[] = [
    { key: 'j', label: S.keys.next, run: () => step(1) }, { key: 'k', label: S.keys.previous, run: () => step(-1) },
    { key: '+', label: S.timeline.closer, run: () => handle.current?.zoom(0.6) }, { key: '=', label: S.timeline.closer, hidden: true, run: () => handle.current?.zoom(0.6) },
    { key: '-', label: S.timeline.wider, run: () => handle.current?.zoom(1 / 0.6) },
    { key: 'ArrowLeft', label: S.timeline.earlier, run: () => handle.current?.pan(-0.2) }, { key: 'ArrowRight', label: S.timeline.later, run: () => handle.current?.pan(0.2) },
    { key: '0', label: S.timeline.all, run: () => show(whole(entries)) },
  ];
  useKeys(keys);
  const one = entries.find((entry) => entry.key === chosen);
  if (data.total === 0) return <div class="sheet"><p>{S.timeline.empty}</p></div>;
  return (
    <>
      <div class="bar small">
        <span class="actions" role="group" aria-label={S.timeline.move}>
          <button type="button" onClick={() => handle.current?.pan(-0.4)} aria-label={S.timeline.earlier} title={S.timeline.earlier}>←</button>
          <button type="button" onClick={() => handle.current?.zoom(1 / 0.6)} aria-label={S.timeline.wider} title={S.timeline.wider}>−</button>
          <button type="button" onClick={() => handle.current?.zoom(0.6)} aria-label={S.timeline.closer} title={S.timeline.closer}>+</button>
          <button type="button" onClick={() => handle.current?.pan(0.4)} aria-label={S.timeline.later} title={S.timeline.later}>→</button>
          <button type="button" onClick={() => show(whole(entries))}>{S.timeline.all}</button>
        </span>
        <span class="quiet">{when(`${isoDay(window.from)}/${isoDay(window.to - day)}`)} · {S.timeline.inSight(inSight.length, data.total)}{entries.length < data.items.length && ` · ${S.timeline.undrawn(data.items.length - entries.length)}`}</span>
      </div>
      <TimelineCanvas entries={entries} window={window} chosen={chosen} handle={handle} onWindow={(to) => show(to)} onChoose={choose} />
      <KeyLine keys={keys} />
      {one && <Chosen one={one} />}
      <Table entries={inSight} chosen={chosen} offset={Math.min(Number(address.query.get('offset')) || 0, Math.max(0, inSight.length - 1))} />
    </>
  );
}

export function Timeline() {
  const address = useAddress();
  useTitle(S.nav.timeline);
  const large = useRef(false); // more than can be fetched at once: then what is in sight is fetched
  const loaded = useData<TimelinePage>(dataOf(address, large.current ? windowOf(address) : null));
  useEffect(() => { if (loaded.data && loaded.data.total > loaded.data.items.length) large.current = true; }, [loaded.data]);
  const kind = address.query.get('kind'), claim = address.query.get('claim');
  return (
    <>
      <div class="bar">
        <h1>{S.nav.timeline}</h1>
        <p class="tabs small">
          {([null, 'said', 'happened'] as const).map((value) => <a key={value ?? ''} href={changed(address, { kind: value })} aria-current={kind === value ? 'true' : undefined}>{value === null ? S.timeline.both : S.timeline.lanes[value]}</a>)}
        </p>
      </div>
      {claim && <p class="chosen"><a href={changed(address, { claim: null })} aria-label={`${S.list.remove}: ${S.timeline.ofClaim}`}>{S.timeline.ofClaim} <bdi>{claim}</bdi> <span aria-hidden="true">×</span></a></p>}
      <Show of={loaded}>{(data) => <Page data={data} address={address} />}</Show>
    </>
  );
}

// All claims of the case: the most contested or the most fragile first, narrowed by facets, every state in the address.
import { useEffect, useRef } from 'preact/hooks';
import type { ClaimPage } from '../api';
import { useTitle } from '../app';
import { useData, useSession } from '../data';
import { monthDays, when } from '../dates';
import { ClaimItem } from '../parts/claim_row';
import { Facet } from '../parts/facets';
import { Filter } from '../parts/filter';
import { KeyLine, useKeys, type Key } from '../parts/keys';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { change, changed, go, useAddress, type Address } from '../router';
import { S } from '../strings';

const limit = 50;
const filters = ['q', 'status', 'root_kind', 'side', 'outlet', 'agent', 'from', 'to'] as const;

/** Where the data of the list lies: its address without what only this page minds. */
function listAddress(address: Address): string {
  const query = new URLSearchParams();
  for (const name of [...filters, 'sort', 'offset']) for (const value of address.query.getAll(name)) query.append(name, value);
  const words = query.toString();
  return words ? `/claims?${words}` : '/claims';
}

/** What is chosen, each with a way to take it back. */
function Chosen({ address, page }: { address: Address; page: ClaimPage | null }) {
  const chosen = filters.flatMap((name) => address.query.getAll(name).map((value) => ({ name, value })));
  if (chosen.length === 0) return null;
  const label = (name: string, value: string) => {
    if (name === 'status') return S.claims.statuses[value] ?? value;
    if (name === 'root_kind') return S.rootKinds[value] ?? value;
    if (name === 'side') return S.sides[value] ?? value;
    if (name === 'from') return S.claims.from(when(value));
    if (name === 'to') return S.claims.to(when(value));
    if (name === 'agent') return page?.facets.agent?.find((one) => one.value === value)?.label ?? value;
    return name === 'q' ? `“${value}”` : value;
  };
  return (
    <div class="chosen">
      {chosen.map(({ name, value }) => (
        <a key={name + value} href={changed(address, { [name]: address.query.getAll(name).filter((one) => one !== value) })} aria-label={`${S.list.remove}: ${label(name, value)}`}><bdi>{label(name, value)}</bdi> <span aria-hidden="true">×</span></a>
      ))}
      <a class="clear" href={changed(address, Object.fromEntries(filters.map((name) => [name, null])))}>{S.list.clear}</a>
    </div>
  );
}

function Facets({ address, page }: { address: Address; page: ClaimPage }) {
  const named = (values: ClaimPage['facets']['status'], names: Record<string, string>) => (values ?? []).map((one) => ({ ...one, label: names[one.value] ?? one.label }));
  const from = address.query.get('from'), to = address.query.get('to');
  return (
    <details class="facets" open={matchMedia('(min-width: 56rem)').matches}>
      <summary>{S.list.facets}</summary>
      <Facet name="status" label={S.claims.facets.status} values={named(page.facets.status, S.claims.statuses)} few={8} />
      <Facet name="root_kind" label={S.claims.facets.rootKind} values={named(page.facets.root_kind, S.rootKinds)} />
      <Facet name="outlet" label={S.claims.facets.outlet} values={page.facets.outlet ?? []} />
      <Facet name="agent" label={S.claims.facets.agent} values={page.facets.agent ?? []} />
      <Facet name="month" label={S.claims.facets.month} values={(page.facets.month ?? []).map((one) => ({ ...one, label: when(one.value) }))}
        href={(value, on) => {
          const days = monthDays(value);
          return changed(address, on || !days ? { from: null, to: null } : { from: days[0], to: days[1] });
        }}
        on={(value) => { const days = monthDays(value); return days !== null && days[0] === from && days[1] === to; }} />
    </details>
  );
}

function Empty({ address }: { address: Address }) {
  const session = useSession();
  const narrowed = filters.some((name) => address.query.has(name));
  if (narrowed) return <div class="sheet"><p>{S.claims.noMatch}</p><p><a href="/claims">{S.claims.all}</a></p></div>;
  const documents = session?.case.documents ?? 0;
  return <div class="sheet"><p>{documents === 0 ? S.claims.emptyCase : S.claims.noClaims(documents)}</p><p><a href="/import">{S.claims.toImport}</a></p></div>;
}

export function Claims() {
  const address = useAddress();
  useTitle(S.nav.claims);
  const loaded = useData<ClaimPage>(listAddress(address));
  const page = loaded.data;
  const sort = address.query.get('sort') ?? 'contested';
  const at = address.query.get('at');
  const list = useRef<HTMLOListElement>(null);
  const move = (by: number) => {
    const items = page?.items ?? [];
    if (items.length === 0) return;
    const now = items.findIndex((one) => one.id === at);
    const next = now + by;
    if (next >= items.length && page!.offset + items.length < page!.total) return change({ offset: page!.offset + limit, at: null });
    if (next < 0 && now >= 0 && page!.offset > 0) return change({ offset: Math.max(0, page!.offset - limit), at: null });
    const row = items[Math.max(0, Math.min(items.length - 1, next))];
    if (row) change({ at: row.id, offset: address.query.get('offset') }, { replace: true });
  };
  useEffect(() => { if (at) list.current?.querySelector(`[data-claim="${CSS.escape(at)}"]`)?.scrollIntoView({ block: 'nearest' }); }, [at, page]);
  const keys: Key[] = [
    { key: 'j', label: S.keys.next, run: () => move(1) },
    { key: 'k', label: S.keys.previous, run: () => move(-1) },
    { key: 'Enter', label: S.keys.open, run: () => { const chosen = at ?? page?.items[0]?.id; if (chosen) go(`/claims/${encodeURIComponent(chosen)}`); } },
  ];
  useKeys(keys);
  return (
    <>
      <div class="bar">
        <h1>{S.nav.claims}</h1>
        <Filter name="q" label={S.claims.filter} />
        <label class="sort">{S.list.sort} <select value={sort} onChange={(event) => change({ sort: event.currentTarget.value === 'contested' ? null : event.currentTarget.value })}>
          {Object.entries(S.claims.sorts).map(([value, words]) => <option key={value} value={value}>{words}</option>)}
        </select></label>
      </div>
      <Show of={loaded}>
        {(data) => (
          <div class="split">
            <aside aria-label={S.list.facets}><Facets address={address} page={data} /></aside>
            <div>
              <Chosen address={address} page={data} />
              {data.items.length === 0 ? <Empty address={address} /> : (
                <>
                  <div class="listhead"><Pager total={data.total} offset={data.offset} limit={limit} shown={data.items.length} /><KeyLine keys={keys} /></div>
                  <ol class="rows" ref={list}>{data.items.map((row) => <ClaimItem key={row.id} row={row} at={row.id === at} />)}</ol>
                  <Pager foot total={data.total} offset={data.offset} limit={limit} shown={data.items.length} />
                </>
              )}
            </div>
          </div>
        )}
      </Show>
    </>
  );
}

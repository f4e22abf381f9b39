// All quantities that somebody has put a figure on, each with the figures given for it when it is opened.
import type { FigurePage, FigureRow, FigureSeries } from '../api';
import { useTitle } from '../app';
import { useData } from '../data';
import { Filter } from '../parts/filter';
import { Ledger, spread } from '../parts/ledger';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { Name } from '../parts/words';
import { change, useAddress } from '../router';
import { S } from '../strings';

const limit = 50;

const most = 50; // figures of one quantity on a page

function Opened({ id }: { id: string }) {
  const offset = useAddress().query.get('point');
  const loaded = useData<FigureSeries>(`/figures/${encodeURIComponent(id)}?${new URLSearchParams({ limit: `${most}`, ...(offset ? { offset } : {}) })}`);
  return (
    <Show of={loaded}>{(series) => (
      <>
        {series.total > series.points.length && <Pager name="point" total={series.total} offset={series.offset} limit={most} shown={series.points.length} />}
        <Ledger series={series} level={0} />
      </>
    )}</Show>
  );
}

function Item({ series, open, toggle }: { series: FigureRow; open: boolean; toggle: () => void }) {
  return (
    <li class="row figureitem">
      <h2 class="label"><button type="button" class="link" aria-expanded={open} onClick={toggle}><Name>{series.quantity}</Name></button></h2>
      <p class="about">
        <b class="value">{spread(series)}</b><span>{S.ledger.points(series.total)}</span><span>{S.claims.outlets(series.outlets)}</span>
        {series.rivals > 0 && <span class="tag denies">{S.ledger.rivals(series.rivals)}</span>}
        {series.changed > 0 && <span class="tag unknown">{S.ledger.changed}</span>}
      </p>
      {open && <Opened id={series.id} />}
    </li>
  );
}

export function Figures() {
  const address = useAddress();
  useTitle(S.nav.figures);
  const query = new URLSearchParams();
  for (const name of ['q', 'offset']) { const value = address.query.get(name); if (value) query.set(name, value); }
  query.set('limit', `${limit}`);
  const loaded = useData<FigurePage>(`/figures?${query}`);
  const open = address.query.get('open'); // id of a series
  return (
    <>
      <div class="bar"><h1>{S.nav.figures}</h1><Filter name="q" label={S.ledger.filter} /></div>
      <Show of={loaded}>
        {(page) => page.items.length === 0 ? <div class="sheet"><p>{address.query.get('q') ? S.ledger.empty : S.ledger.noFigures}</p></div> : (
          <>
            <Pager total={page.total} offset={page.offset} limit={limit} shown={page.items.length} />
            <ol class="rows">
              {page.items.map((series) => (
                <Item key={series.id} series={series} open={open === series.id} toggle={() => change({ open: open === series.id ? null : series.id, point: null, offset: address.query.get('offset') }, { replace: true })} />
              ))}
            </ol>
            <Pager foot total={page.total} offset={page.offset} limit={limit} shown={page.items.length} />
          </>
        )}
      </Show>
    </>
  );
}

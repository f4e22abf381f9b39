// All quantities that somebody has put a figure on, each with the figures given for it.
import type { FigurePage, FigureSeries } from '../api';
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

function Item({ series, open, toggle }: { series: FigureSeries; open: boolean; toggle: () => void }) {
  const rivals = series.points.filter((point) => point.stand === 'rivals').length;
  const outlets = new Set(series.points.map((point) => point.document.outlet)).size;
  return (
    <li class="row figureitem">
      <h2 class="label"><button type="button" class="link" aria-expanded={open} onClick={toggle}><Name>{series.quantity}</Name></button></h2>
      <p class="about">
        <b class="value">{spread(series)}</b><span>{S.ledger.points(series.points.length)}</span><span>{S.claims.outlets(outlets)}</span>
        {rivals > 0 && <span class="tag denies">{S.ledger.rivals(rivals)}</span>}
        {series.changed.length > 0 && <span class="tag unknown">{S.ledger.changed}</span>}
      </p>
      {open && <Ledger series={series} level={0} />}
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
  const open = address.query.get('open'); // number of the series in the whole list
  return (
    <>
      <div class="bar"><h1>{S.nav.figures}</h1><Filter name="q" label={S.ledger.filter} /></div>
      <Show of={loaded}>
        {(page) => page.items.length === 0 ? <div class="sheet"><p>{address.query.get('q') ? S.ledger.empty : S.ledger.noFigures}</p></div> : (
          <>
            <Pager total={page.total} offset={page.offset} limit={limit} shown={page.items.length} />
            <ol class="rows">
              {page.items.map((series, i) => {
                const number = `${page.offset + i}`;
                return <Item key={number} series={series} open={open === number} toggle={() => change({ open: open === number ? null : number, offset: address.query.get('offset') }, { replace: true })} />;
              })}
            </ol>
            <Pager foot total={page.total} offset={page.offset} limit={limit} shown={page.items.length} />
          </>
        )}
      </Show>
    </>
  );
}

// All documents of the case.
import type { DocumentPage } from '../api';
import { useTitle } from '../app';
import { when } from '../dates';
import { useData } from '../data';
import { Filter } from '../parts/filter';
import { useRows } from '../parts/finder';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { Name, readerAt } from '../parts/words';
import { change, format, useAddress } from '../router';
import { figure, R, S } from '../strings';
import { titleOf } from './reader/sources';

const limit = 50;

export function Documents() {
  const address = useAddress();
  const query = address.query;
  const loaded = useData<DocumentPage>(format(address));
  useTitle(R.documents.title);
  const items = loaded.data?.items ?? [];
  const at = useRows(items.map((one) => readerAt(one.id)));
  return (
    <>
      <div class="bar"><h1>{R.documents.title}</h1>
        <Filter name="q" label={R.documents.find} />
        <label class="small">{S.list.sort} <select value={query.get('sort') ?? 'published'} onChange={(event) => change({ sort: event.currentTarget.value })}>
          <option value="published">{R.documents.published}</option><option value="title">{R.documents.byTitle}</option><option value="outlet">{R.documents.outlet}</option>
        </select></label>
      </div>
      {query.get('outlet') && <p class="chosen"><button type="button" onClick={() => change({ outlet: null })}><Name>{query.get('outlet')}</Name> · {S.list.remove}</button></p>}
      <Show of={loaded}>{(data) => data.total === 0 ? <p>{query.get('q') || query.get('outlet') ? R.documents.none : <a href="/import">{R.documents.emptyCase}</a>}</p> : (
        <>
          <ul class="rows">{data.items.map((one, i) => (
            <li key={one.id} class={i === at ? 'row at' : 'row'}>
              <p class="label"><a class="whole" href={readerAt(one.id)}><Name>{titleOf(one)}</Name></a></p>
              <p class="about"><span>{when(one.published) || S.undated}</span> <a class="above" href={`/documents?outlet=${encodeURIComponent(one.outlet)}`}><Name>{one.outlet}</Name></a> <span>{R.documents.said(one.attributions)}</span>
                {one.copies > 0 && <span>{R.documents.copies(one.copies)}</span>}{one.withdrawn && <span class="tag denies">{R.reader.withdrawn}</span>}{one.warnings > 0 && <span class="tag unknown">{R.documents.warned(one.warnings)}</span>}<span>{one.language}</span></p>
            </li>
          ))}</ul>
          <Pager total={data.total} offset={data.offset} limit={Number(query.get('limit')) || limit} shown={data.items.length} />
          <p class="hidden" role="status">{figure(data.total)}</p>
        </>
      )}</Show>
    </>
  );
}

// Searches claims and the words of documents.
import { useEffect, useRef } from 'preact/hooks';
import type { SearchPage } from '../api';
import { useTitle } from '../app';
import { when } from '../dates';
import { useData } from '../data';
import { ClaimItem } from '../parts/claim_row';
import { useRows } from '../parts/finder';
import { Show } from '../parts/problem';
import { Name, readerAt, Words } from '../parts/words';
import { changed, format, go, useAddress } from '../router';
import { figure, R, S } from '../strings';
import { titleOf } from './reader/sources';

const limit = 50;

export function Search() {
  const address = useAddress();
  const q = address.query.get('q') ?? '', offset = Number(address.query.get('offset')) || 0;
  const loaded = useData<SearchPage>(q.trim() ? format({ path: '/search', query: new URLSearchParams({ q, offset: String(offset), limit: String(limit) }) }) : null);
  const field = useRef<HTMLInputElement>(null);
  useTitle(q ? `${R.search.title}: ${q}` : R.search.title);
  useEffect(() => { if (field.current && document.activeElement !== field.current) field.current.value = q; }, [q]);
  const found = loaded.data;
  const at = useRows(found ? [...found.claims.map((one) => `/claims/${encodeURIComponent(one.id)}`), ...found.documents.map((one) => readerAt(one.document.id, { span: one.span }))] : []);
  return (
    <>
      <div class="bar"><h1>{R.search.title}</h1>
        <form class="actions" action="/search" onSubmit={(event) => { event.preventDefault(); go(`/search?q=${encodeURIComponent(field.current?.value.trim() ?? '')}`); }}>
          <input ref={field} type="search" name="q" dir="auto" defaultValue={q} aria-label={R.search.find} placeholder={R.search.find} autocomplete="off" /> <button type="submit">{R.search.go}</button>
        </form></div>
      {!q.trim() ? <p class="quiet">{R.search.empty}</p> : (
        <Show of={loaded}>{(data) => data.claims.length + data.documents.length === 0 && offset === 0 ? <><p>{R.search.nothing(q)}</p><p class="quiet">{R.search.nothingNext}</p></> : (
          <>
            {data.claims.length > 0 && <section><h2>{R.search.claims} <span class="quiet">{figure(data.claims.length)}{data.claims.length === limit && '+'}</span></h2>
              <ol class="rows">{data.claims.map((one, i) => (
                <ClaimItem key={one.id} row={one} at={i === at} marks={one.marks} level={3} />
              ))}</ol></section>}
            {data.documents.length > 0 && <section><h2>{R.search.documents} <span class="quiet">{figure(data.documents.length)}{data.documents.length === limit && '+'}</span></h2>
              <ul class="rows">{data.documents.map((one, k) => {
                const i = data.claims.length + k;
                return (
                  <li key={i} class={i === at ? 'row at' : 'row'}>
                    <p class="label snippet" dir={one.document.direction}><a class="whole" href={readerAt(one.document.id, { span: one.span })}><Words text={one.snippet} spans={one.marks} /></a></p>
                    <p class="about"><span>{R.search.inText} <Name>{titleOf(one.document)}</Name></span> <span><Name>{one.document.outlet}</Name></span> <span>{when(one.document.published) || S.undated}</span></p>
                  </li>
                );
              })}</ul></section>}
            <p class="pager">{offset > 0 && <a rel="prev" href={changed(address, { offset: Math.max(0, offset - limit) })}>{S.list.previous}</a>}
              {(data.documents.length === limit || data.claims.length === limit) && <a rel="next" href={changed(address, { offset: offset + limit })}>{S.list.next}</a>}</p>
          </>
        )}</Show>
      )}
    </>
  );
}

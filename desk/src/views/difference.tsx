// Two documents side by side: what a copy changed, or what a page said before and says now.
import type { Difference as Data, Span } from '../api';
import { useTitle } from '../app';
import { when } from '../dates';
import { useData } from '../data';
import { Show } from '../parts/problem';
import { Reasons } from '../parts/why';
import { Name, readerAt, Words } from '../parts/words';
import { change, useAddress } from '../router';
import { R, S } from '../strings';
import { titleOf } from './reader/sources';
import type { ViewProps } from './table';

function Side({ document, text, marks, span, kind }: { document: string; text: string; marks: Span[]; span: Span | null; kind: string }) {
  if (!span) return <td class="nothing"><span class="hidden">{R.spans.none}</span></td>;
  return <td class={`doc ${kind}`}><Words text={text} spans={marks} /> <a class="there small" href={readerAt(document, { span })} aria-label={S.why.read}>¶</a></td>;
}

export function Difference({ params }: ViewProps) {
  const address = useAddress();
  const other = address.query.get('with');
  const whole = address.query.has('whole');
  const loaded = useData<Data>(other ? `/documents/${encodeURIComponent(params.id!)}/difference?with=${encodeURIComponent(other)}` : null);
  useTitle(R.difference.title);
  if (!other) return <p>{R.difference.choose} <a href={readerAt(params.id!)}>{R.reader.backToList}</a></p>;
  return (
    <Show of={loaded}>{(data) => {
      const same = data.rows.filter((row) => row.kind === 'same').length;
      const rows = whole ? data.rows : data.rows.filter((row) => row.kind !== 'same');
      return (
        <section class="difference">
          <div class="bar"><h1>{R.difference.title}</h1>
            <label><input type="checkbox" checked={whole} onChange={(event) => change({ whole: event.currentTarget.checked }, { replace: true })} />{R.difference.all}</label></div>
          {data.notice && <p>{R.difference.noticed} <a href={readerAt(data.notice.document, { span: data.notice.span })}><q><Name>{data.notice.quote}</Name></q></a></p>}
          {data.edits.length > 0 && <section class="sheet"><h2>{R.difference.edits}</h2><ul>{data.edits.map((edit, i) => (
            <li key={i}><span class="tag">{R.difference.editKinds[edit.kind] ?? edit.kind}</span> {edit.quiet && <span class="tag unknown">{R.difference.quiet}</span>} {edit.claim ? <a href={`/claims/${encodeURIComponent(edit.claim)}`}><Name>{edit.text}</Name></a> : <Name>{edit.text}</Name>}{edit.why.length > 0 && <Reasons reasons={edit.why} />}</li>
          ))}</ul></section>}
          {same === data.rows.length ? <p>{R.difference.same}</p> : !whole && same > 0 && <p class="quiet">{R.difference.hidden(same)}</p>}
          <div class="scrolls" tabIndex={0} role="region" aria-label={R.difference.title}>
            <table class="sides">
              <thead><tr>{([data.a, data.b] as const).map((document) => (
                <th key={document.id} scope="col"><a href={readerAt(document.id)}><Name>{titleOf(document)}</Name></a><br /><Name>{document.outlet}</Name>, {when(document.published) || S.undated}</th>
              ))}</tr></thead>
              <tbody>{rows.map((row, i) => (
                <tr key={i} class={row.kind}>
                  <Side document={data.a.id} text={row.a_text} marks={row.a_marks} span={row.a} kind={row.kind} />
                  <Side document={data.b.id} text={row.b_text} marks={row.b_marks} span={row.b} kind={row.kind} />
                </tr>
              ))}</tbody>
            </table>
          </div>
        </section>
      );
    }}</Show>
  );
}

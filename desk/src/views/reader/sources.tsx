// Where a document's text comes from and where it went: copies, sources, other captures; and the page as it came.
import { useState } from 'preact/hooks';
import type { Custody, DocumentRef, DocumentView } from '../../api';
import { when } from '../../dates';
import { useData } from '../../data';
import { Show } from '../../parts/problem';
import { Protect } from '../../review/protect';
import { Reasons } from '../../parts/why';
import { Name, readerAt } from '../../parts/words';
import { Dialog } from '../../review/correct';
import { decide } from '../../review/desk';
import { Pick } from '../../review/pick';
import { R, S } from '../../strings';

export const titleOf = (document: Pick<DocumentRef, 'title'>): string => document.title ?? R.documents.untitled;

export function Copies({ document, passages }: { document: DocumentView; passages: { on: boolean; href: string } }) {
  const [picking, setPicking] = useState(false);
  const title = titleOf(document);
  return (
    <section class="copies">
      <h2>{R.reader.copies}</h2>
      {document.relations.length === 0 && <p class="quiet">{R.reader.noRelations}</p>}
      <ul class="relations">
        {document.relations.map((relation, i) => {
          const other = relation.other;
          const copied = relation.kind === 'copy_of' || relation.kind === 'copied_by';
          return (
            <li key={i}>
              <p>{R.reader.relation[relation.kind]}{' '}
                {other ? <a href={readerAt(other.id)}><Name>{titleOf(other)}</Name></a> : <><Name>{relation.outlet}</Name> <span class="tag unknown">{R.reader.notInCase}</span></>}
                {other && <span class="quiet small"> <Name>{other.outlet}</Name>, {when(other.published) || S.undated}</span>}
                {relation.how && <> <span class="tag">{R.reader.how[relation.how] ?? relation.how}</span></>}</p>
              {other && relation.kind !== 'relies_on' && relation.kind !== 'relied_on_by' && relation.kind !== 'copy_of_absent' && (
                <p class="actions small"><a href={`/documents/${encodeURIComponent(document.id)}/difference?with=${encodeURIComponent(other.id)}`}>{R.reader.difference}</a>
                  {copied && <button type="button" class="link noprint" onClick={() => decide(R.review.saidNotCopy(title, titleOf(other)), [{ kind: 'not-a-copy', first: document.id, second: other.id }])}>{R.reader.notCopy}</button>}</p>
              )}
              {relation.why.length > 0 && <Reasons reasons={relation.why} />}
            </li>
          );
        })}
      </ul>
      {document.passages.length > 0 && (
        <details open={passages.on}><summary>{R.reader.passages}</summary>
          <p><a href={passages.href} aria-current={passages.on ? 'true' : undefined}>{passages.on ? S.list.remove : R.reader.passages}</a></p>
          <ul class="small">{document.passages.map((passage, i) => (
            <li key={i}><a href={readerAt(document.id, { span: passage.here })}>{R.reader.shared(passage.words, titleOf(passage.other))}</a> · <a href={readerAt(passage.other.id, { span: passage.there })}>{S.why.read}</a></li>
          ))}</ul>
        </details>
      )}
      <p class="actions noprint">
        <button type="button" onClick={() => setPicking(true)}>{R.reader.copyOf}</button>
        <Protect id={document.id} name={title} />
        {document.withdrawn && <button type="button" onClick={() => decide(R.review.saidStands(title), [{ kind: 'not-withdrawn', first: document.id }])}>{R.reader.stands}</button>}
      </p>
      {picking && (
        <Dialog title={R.reader.copyOf} close={() => setPicking(false)}>
          <Pick kind="documents" except={[document.id]} pick={(found) => { decide(R.review.saidCopy(title, found.label), [{ kind: 'copy', first: document.id, second: found.id }]); setPicking(false); }} />
        </Dialog>
      )}
    </section>
  );
}

/** What was done to a document, as the log of custody has it. */
function Story({ base }: { base: string }) {
  const loaded = useData<Custody>(`${base}/custody`);
  return (
    <Show of={loaded}>{(log) => (
      <ol class="custody small">{log.entries.map((entry) => (
        <li key={entry.seq} value={entry.seq}><time dateTime={entry.at}>{when(entry.at)}, {entry.at.slice(11, 16)} UTC</time> <Name>{entry.words}</Name></li>
      ))}</ol>
    )}</Show>
  );
}

export function Page({ document }: { document: DocumentView }) {
  const [look, setLook] = useState(false);
  const [story, setStory] = useState(false);
  const base = `/documents/${encodeURIComponent(document.id)}`;
  const fact = (name: string, value: string | null) => value ? <div><dt>{name}</dt><dd><Name>{value}</Name></dd></div> : null;
  return (
    <section class="page-as-it-came">
      <h2>{R.reader.page}</h2>
      <dl class="facts">
        {fact(R.reader.file, document.part ?? document.path)}{fact(R.reader.address, document.url)}{fact(R.reader.captured, document.captured)}{fact(R.reader.modified, document.modified)}
        <div><dt>{R.reader.hash}</dt><dd><code>{document.sha256}</code></dd></div>
      </dl>
      {document.warnings.length > 0 && <><h3>{R.reader.warnings}</h3><ul class="small">{document.warnings.map((warning) => <li key={warning}><Name>{warning}</Name></li>)}</ul></>}
      <p class="actions noprint"><a href={`${base}/original`} download>{R.reader.original}</a>
        <button type="button" aria-expanded={look} onClick={() => setLook(!look)}>{look ? R.reader.lookHide : R.reader.look}</button></p>
      <details onToggle={(event) => setStory(event.currentTarget.open)}><summary>{R.reader.custody}</summary>{story && <Story base={base} />}</details>
      {look && <><p class="quiet small">{R.reader.lookHint}</p><iframe class="look" sandbox="" src={`${base}/look`} title={R.reader.lookTitle} referrerpolicy="no-referrer" loading="lazy" /></>}
    </section>
  );
}

// The reader: a document's words, who says which of them, and everything that can be said about that.
import { useEffect, useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { Attribution, ClaimView, DocumentView, Span } from '../api';
import { useTitle } from '../app';
import { when } from '../dates';
import { useData } from '../data';
import { KeyLine, useKeys, type Key } from '../parts/keys';
import { Show } from '../parts/problem';
import { Name, readerAt } from '../parts/words';
import { ReviewBar } from '../review/bar';
import { decide, useOutbox } from '../review/desk';
import { reviewableOf, useReviewKeys } from '../review/list';
import { joined, parts, type Spans } from '../review/spans';
import { back, change, changed, go, useAddress, type Address } from '../router';
import { R, S } from '../strings';
import { CodePoints, spanFrom, tamed, turns, type Mark } from '../text';
import { AttributionList, Card, quoteOf } from './reader/card';
import { draftOf, Editor, keepDraft } from './reader/editor';
import { blocksOf, chosenSpan, marksOf } from './reader/marks';
import { Copies, Page, titleOf } from './reader/sources';
import { Text } from './reader/text';
import type { ViewProps } from './table';

export function Reader({ params }: ViewProps) {
  const address = useAddress();
  const loaded = useData<DocumentView>(`/documents/${encodeURIComponent(params.id!)}`);
  return <Show of={loaded}>{(document) => <Document document={document} address={address} />}</Show>;
}

const beginning = (spans: Spans): number => Math.min(...parts.flatMap((part) => spans[part].map((span) => span[0])), Number.MAX_SAFE_INTEGER);

/** Scrolls the words into the middle of the window. */
function scrollTo(selector: string): void {
  requestAnimationFrame(() => requestAnimationFrame(() => document.querySelector(selector)?.scrollIntoView({ block: 'center' })));
}

function Document({ document, address }: { document: DocumentView; address: Address }) {
  const outbox = useOutbox();
  const query = address.query;
  const at = query.get('at'), claim = query.get('claim'), editing = query.has('edit'), words = query.get('words');
  const passages = query.has('passages'), onlyThis = query.has('only');
  useTitle(titleOf(document));

  const points = useMemo(() => new CodePoints(tamed(document.text)), [document.text]);
  const drawn = outbox.parcels.length + (outbox.phase.at === 'rest' ? 0 : 1); // what was decided here may differ from what the answers say
  const spansOf = (one: Attribution): Spans => outbox.spans(one.id, { source: one.source, cue: one.cue, content: one.content }, document.generation);
  const order = useMemo(() => [...document.attributions].sort((a, b) => beginning(a) - beginning(b)), [document]);
  const list = useMemo(() => order.map((one) => reviewableOf(document, claim, one, quoteOf(points, spansOf(one)))), [order, claim, points, drawn, outbox.phase]);
  const chosen = order.find((one) => one.id === at) ?? null;

  const [draft, setDraft] = useState<Spans | null>(() => editing && at ? draftOf(at) : null);
  const [marked, setMarked] = useState<Span | null>(null);
  const before = chosen && spansOf(chosen);
  const edited = editing && before ? draft ?? before : null;
  useLayoutEffect(() => { setDraft(editing && at ? draftOf(at) : null); setMarked(null); }, [editing, at]);
  const put = (next: Spans) => { setDraft(next); if (at) keepDraft(at, next); };

  const shown = useMemo(() => {
    const marks: Mark[] = [];
    let own: Mark[] = [];
    for (const one of document.attributions) {
      const mine = one.id === at;
      const found = marksOf(one, mine && edited ? edited : spansOf(one));
      if (mine) own = found;
      // The document's own voice is nearly all of it: it is marked when it is chosen, and can be clicked.
      marks.push(...(mine ? found : one.own_voice ? found.map((mark) => ({ ...mark, kind: 'voice' })) : found));
    }
    const hit = spanFrom(words);
    if (hit) marks.push({ span: hit, kind: 'hit', id: '' });
    if (passages) for (const one of document.passages) marks.push({ span: one.here, kind: 'passage', id: '', title: R.reader.shared(one.words, titleOf(one.other)) });
    return { blocks: blocksOf(document, points, marks), chosen: { at, marks: own, onlyThis } };
  }, [document, points, at, edited, words, passages, onlyThis, drawn, outbox.phase]);

  useEffect(() => { if (words) scrollTo('.text mark.hit'); else if (at) scrollTo('.text mark[data-label]'); }, [at, words, editing]);

  const select = (id: string) => change({ at: id, words: null, edit: null }, { replace: true });
  const stop = () => { if (at) keepDraft(at, null); setDraft(null); change({ edit: null }, { replace: true }); };
  const save = () => {
    if (!chosen || !edited) return;
    const spans = { source: joined(edited.source), cue: joined(edited.cue), content: joined(edited.content) };
    decide(R.review.saidSpans(quoteOf(points, spans)), [{ kind: 'spans', first: chosen.id, spans }], [{ attribution: chosen.id, as: 'corrected', was: outbox.review(chosen.id, chosen.review, document.generation), spans }]);
    keepDraft(chosen.id, null);
    const next = list[list.findIndex((one) => one.attribution === chosen.id) + 1];
    select((next ?? list.at(-1)!).attribution);
  };

  const ofClaim = useData<ClaimView>(claim === null ? null : `/claims/${encodeURIComponent(claim)}`).data;
  const members = ofClaim ? ofClaim.member_list.filter((one, i, all) => all.findIndex((other) => other.document.id === one.document.id) === i) : [];
  const place = members.findIndex((one) => one.document.id === document.id);
  const toMember = (by: 1 | -1) => {
    const next = members[(place + by + members.length) % members.length];
    if (next) go(readerAt(next.document.id, { attribution: next.attribution, claim }), { replace: true });
  };
  const leave = () => back(claim ? `/claims/${encodeURIComponent(claim)}${at ? `?at=${encodeURIComponent(at)}` : ''}` : '/documents');
  const ways: Key[] = [
    ...(editing ? [] : [{ key: 'Backspace', label: claim ? R.reader.backTo : R.reader.backToList, run: leave }]),
    { key: 'Escape', label: editing ? R.spans.cancel : R.reader.backToList, run: editing ? stop : leave, hidden: !editing },
    ...(members.length > 1 ? [{ key: 'n', label: R.reader.nextMember, run: () => toMember(1) }, { key: 'p', label: R.reader.previousMember, run: () => toMember(-1) }] : []),
  ];
  useReviewKeys(list, at, select, { reading: true, editing });
  useKeys(ways);

  const link = (id: string) => changed(address, { at: id, words: null, edit: null });
  return (
    <div class="reader">
      <header class="document-head">
        <h1><Name>{titleOf(document)}</Name></h1>
        <p class="quiet"><Name>{document.outlet}</Name> · {when(document.published) || S.undated}{document.authors.length > 0 && <> · {R.reader.by} <Name>{document.authors.join(', ')}</Name></>}
          {document.withdrawn && <> <span class="tag denies">{R.reader.withdrawn}</span></>}</p>
        {claim !== null && ofClaim && (
          <p class="of-claim"><button type="button" onClick={leave}>{R.reader.backTo}</button> <span>{R.reader.ofClaim} <q><Name>{ofClaim.label}</Name></q></span>
            {members.length > 1 && <><span class="quiet">{place < 0 ? '' : R.reader.memberOf(place + 1, members.length)}</span>
              <button type="button" onClick={() => toMember(-1)} aria-label={R.reader.previousMember}>‹</button><button type="button" onClick={() => toMember(1)} aria-label={R.reader.nextMember}>›</button></>}</p>
        )}
        {turns(document.text) && <p class="banner">{R.reader.direction}</p>}
        <p class="switches noprint"><label><input type="checkbox" checked={onlyThis} onChange={(event) => change({ only: event.currentTarget.checked }, { replace: true })} />{R.reader.onlyThis}</label>
          {document.passages.length > 0 && <label><input type="checkbox" checked={passages} onChange={(event) => change({ passages: event.currentTarget.checked }, { replace: true })} />{R.reader.passages}</label>}</p>
        <KeyLine keys={ways} />
      </header>
      <div class="leaf">
        <Text blocks={shown.blocks} points={points} chosen={shown.chosen} direction={document.direction} language={document.language} choose={(id) => { if (!editing) select(id); }}
          marked={(root) => { const span = editing ? chosenSpan(root) : null; if (span) setMarked(span); }} />
        <aside class="panel" aria-label={R.reader.panel}>
          <div class="chosen-part">{edited && before ? <Editor key={at} points={points} before={before} draft={edited} change={put} marked={marked} rtl={document.direction === 'rtl'} save={save} cancel={stop} />
            : chosen && before && <Card document={document} attribution={chosen} spans={before} points={points} at={link} />}</div>
          <div class="rest" hidden={edited !== null}>
          <AttributionList document={document} order={order} spansOf={spansOf} points={points} now={at} at={link} select={select} />
          <Copies document={document} passages={{ on: passages, href: changed(address, { passages: !passages }) }} />
          <Page document={document} />
          </div>
        </aside>
      </div>
      <ReviewBar list={list} at={at} select={select} generation={document.generation} reading />
    </div>
  );
}

// One attribution in words: who says it, what they do with it, on whose word, how sure that is, and in which claims it stands.
import type { Attribution, DocumentView } from '../../api';
import { Name } from '../../parts/words';
import { ReviewMark } from '../../review/bar';
import type { Spans } from '../../review/spans';
import { figure, R } from '../../strings';
import type { CodePoints } from '../../text';

export const quoteOf = (points: CodePoints, spans: Spans): string => spans.content.map((span) => points.slice(span)).join(' … ');

export function Who({ attribution, points, spans }: { attribution: Attribution; points: CodePoints; spans: Spans }) {
  if (attribution.agent) return <a href={`/agents/${encodeURIComponent(attribution.agent.id)}`}><Name>{attribution.agent.name}</Name></a>;
  if (attribution.own_voice) return <span>{R.reader.ownVoice}</span>;
  const words = spans.source.map((span) => points.slice(span)).join(' … ');
  return words ? <Name>{words}</Name> : <span>{R.reader.unknown}</span>;
}

export function Card({ document, attribution, spans, points, at }: { document: DocumentView; attribution: Attribution; spans: Spans; points: CodePoints; at: (id: string) => string }) {
  const outer = attribution.parent === null ? null : document.attributions.find((one) => one.id === attribution.parent) ?? null;
  const words = (list: Spans['source']) => list.length ? <span class="quote"><Name>{list.map((span) => points.slice(span)).join(' … ')}</Name></span> : <span class="quiet">{R.spans.none}</span>;
  return (
    <section class="card sheet" aria-live="polite">
      <h2><Who attribution={attribution} points={points} spans={spans} /> <span class="quiet">{attribution.stance}{attribution.negated && `, ${R.reader.negated}`}</span> <ReviewMark attribution={attribution.id} review={attribution.review} generation={document.generation} /></h2>
      <dl class="facts">
        <div><dt><mark class="content">{R.reader.content}</mark></dt><dd>{words(spans.content)}</dd></div>
        <div><dt><mark class="source">{R.reader.source}</mark></dt><dd>{words(spans.source)}</dd></div>
        <div><dt><mark class="cue">{R.reader.cue}</mark></dt><dd>{words(spans.cue)}</dd></div>
        {attribution.links.length > 0 && <div><dt><mark class="chain">{R.reader.links}</mark></dt><dd><ul>{attribution.links.map((link) => (
          <li key={link.span[0]}>{link.kind === 'told' ? R.reader.told : R.reader.citing} <span class="quote"><Name>{points.slice(link.span)}</Name></span>{link.agent && <> (<a href={`/agents/${encodeURIComponent(link.agent.id)}`}><Name>{link.agent.name}</Name></a>)</>}</li>
        ))}</ul></dd></div>}
        {outer && <div><dt>{R.reader.inside}</dt><dd><a href={at(outer.id)}><span class="quote"><Name>{outer.content.map((span) => points.slice(span)).join(' … ').slice(0, 90)}</Name></span></a></dd></div>}
        <div><dt>{R.reader.claims}</dt><dd>{attribution.claims.length === 0 ? <span class="quiet">{R.reader.noClaim}</span> : (
          <ul>{attribution.claims.map((claim) => <li key={claim.id}><a href={`/claims/${encodeURIComponent(claim.id)}?at=${encodeURIComponent(attribution.id)}`}><Name>{claim.label}</Name></a> <span class={`tag ${claim.side}`}>{R.correct.sides[claim.side]}</span></li>)}</ul>
        )}</dd></div>
        <div><dt>{R.reader.certainty}</dt><dd>{attribution.certainty} · {attribution.source_kind}</dd></div>
        <div><dt>{R.reader.rule}</dt><dd>{attribution.rule} · {R.reader.confidence(attribution.confidence)}</dd></div>
      </dl>
    </section>
  );
}

/** All attributions of the document, in the order of their words. */
export function AttributionList({ document, order, spansOf, points, now, at, select }: {
  document: DocumentView; order: readonly Attribution[]; spansOf: (attribution: Attribution) => Spans; points: CodePoints; now: string | null; at: (id: string) => string; select: (id: string) => void;
}) {
  if (order.length === 0) return <p class="quiet">{R.reader.nobody}</p>;
  return (
    <section aria-label={R.reader.list}>
      <h2>{R.reader.says} <span class="quiet">{figure(order.length)}</span></h2>
      <ol class="attributions">
        {order.map((one) => {
          const spans = spansOf(one);
          return (
            <li key={one.id}>
              <a href={at(one.id)} data-attribution={one.id} aria-current={one.id === now ? 'true' : undefined}
                onClick={(event) => { if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return; event.preventDefault(); select(one.id); }}>
                <b>{one.agent ? <Name>{one.agent.name}</Name> : one.own_voice ? R.reader.ownVoice : <Name>{spans.source.map((span) => points.slice(span)).join(' … ')}</Name>}</b>{' '}
                <span class="quiet">{one.stance}</span> <span class="quote"><Name>{quoteOf(points, spans)}</Name></span> <ReviewMark attribution={one.id} review={one.review} generation={document.generation} />
              </a>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

// One claim: on what it rests, who says it in which words, who denies it, with which figures, and what people have decided about it.
import { useEffect, useMemo } from 'preact/hooks';
import type { ClaimView, DecisionView } from '../api';
import { useTitle } from '../app';
import { Denials } from '../claim/denials';
import { Members } from '../claim/members';
import { Sourcing } from '../claim/sourcing';
import { useData } from '../data';
import { when } from '../dates';
import { useLater } from '../later';
import { ClaimItem } from '../parts/claim_row';
import { Count, Ticks } from '../parts/count';
import { Ledger } from '../parts/ledger';
import { Show } from '../parts/problem';
import { say } from '../parts/toast';
import { Why } from '../parts/why';
import { Name, readerAt, Words } from '../parts/words';
import { format, go, useAddress } from '../router';
import { ClaimActions } from '../review';
import { R, S } from '../strings';
import type { ViewProps } from './table';

/** Where the data lies: what is switched off changes the answer, what is looked at does not. */
function claimAddress(id: string, query: URLSearchParams): string {
  const wanted = new URLSearchParams();
  for (const name of ['without', 'without_fold']) { const value = query.get(name); if (value) wanted.set(name, value); }
  const words = wanted.toString().replace(/%3A/gi, ':').replace(/%2C/gi, ',');
  return `/claims/${encodeURIComponent(id)}${words ? `?${words}` : ''}`;
}

const ofOneClaim = ['without', 'without_fold', 'root', 'edge', 'open']; // names its roots and its graph's links: another claim has none of those

function Decided({ list }: { list: readonly DecisionView[] }) {
  return (
    <section aria-labelledby="decided" class="part">
      <h2 id="decided">{S.claim.decisions}</h2>
      <ul class="plain">
        {list.map((one) => (
          <li key={one.number} class={one.holds ? '' : 'fallen'}>
            <Name>{one.words}</Name> <span class="quiet small">{S.claim.decidedBy(one.by, when(one.at))}{one.why && <>: <Name>{one.why}</Name></>}</span>
            {!one.holds && <span class="tag">{S.claim.undone}</span>}
            {one.holds && one.applied === false && <span class="tag unknown">{one.note ?? S.claim.notApplied}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Page({ claim }: { claim: ClaimView }) {
  useTitle(claim.label);
  const later = useLater();
  const { document, span } = claim.label_at;
  const published = when(document.published);
  return (
    <article class="claim" aria-busy={!later}>
      <header>
        <p class="crumb"><a href="/claims">{S.nav.claims}</a></p>
        <h1 dir={claim.direction}><q><Words text={claim.label} /></q></h1>
        <p class="quiet small">{S.claim.wordsOf} <a href={readerAt(document.id, { span, claim: claim.id })}><Name>{document.outlet}</Name>{published && `, ${published}`}</a></p>
        <div class="headcount"><Count row={claim} /><Ticks row={claim} /></div>
        <nav class="within small" aria-label={S.claim.within}>
          <a href="#rests">{S.claim.rests}</a><a href="#says">{S.claim.says}</a>
          {claim.denials.length > 0 && <a href="#denials">{S.claim.denials}</a>}
          {claim.figures.length > 0 && <a href="#figures">{S.claim.figures}</a>}
          {claim.near.length > 0 && <a href="#near">{S.claim.near}</a>}
        </nav>
        <ClaimActions claim={claim} />
      </header>
      <Sourcing claim={claim} />
      <Members claim={claim} later={later} />
      {later && <>
        {claim.denials.length > 0 && <Denials cells={claim.denials} claim={claim.id} />}
        {claim.figures.length > 0 && (
          <section aria-labelledby="figures" class="part">
            <h2 id="figures">{S.claim.figures}</h2>
            {claim.figures.map((series) => <Ledger key={series.quantity} series={series} here={claim.id} />)}
          </section>
        )}
        {claim.edits.length > 0 && (
          <section aria-labelledby="edits" class="part">
            <h2 id="edits">{S.claim.edits}</h2>
            <ul class="plain">{claim.edits.map((edit, i) => (
              <li key={i}><span class="tag">{R.difference.editKinds[edit.kind] ?? edit.kind}</span> {edit.quiet && <span class="tag unknown">{R.difference.quiet}</span>} <a href={`/documents/${encodeURIComponent(edit.before.id)}/difference?with=${encodeURIComponent(edit.after.id)}`}><Name>{edit.after.outlet}</Name></a> <span class="quiet small">{S.claim.between(when(edit.before.published), when(edit.after.published))}</span>
                <Why reasons={edit.why} /></li>
            ))}</ul>
          </section>
        )}
        {claim.decisions.length > 0 && <Decided list={claim.decisions} />}
        {claim.near.length > 0 && (
          <section aria-labelledby="near" class="part">
            <h2 id="near">{S.claim.near}</h2>
            <ol class="rows">{claim.near.map((row) => <ClaimItem key={row.id} row={row} level={3} />)}</ol>
          </section>
        )}
      </>}
    </article>
  );
}

export function Claim({ params }: ViewProps) {
  const { query } = useAddress();
  const loaded = useData<ClaimView>(claimAddress(params.id ?? '', query));
  const became = loaded.problem?.became;
  useEffect(() => { // a claim is called by its earliest words: where those were rejected or corrected, the review goes on under its new name
    if (became?.length !== 1) return;
    say(R.claim.renamed);
    const kept = new URLSearchParams(query);
    for (const name of ofOneClaim) kept.delete(name);
    go(format({ path: `/claims/${encodeURIComponent(became[0]!)}`, query: kept }), { replace: true });
  }, [became?.join()]);
  const page = useMemo(() => loaded.data && <Page claim={loaded.data} />, [loaded.data]); // the same while it is fetched again: what follows the address sees to that itself
  return <Show of={loaded} alone>{() => page}</Show>;
}

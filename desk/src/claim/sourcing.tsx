// On what a claim rests: its roots and folds, each of which can be switched off to see what falls, and the graph of how the words travelled.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ClaimView, RootView, Switched } from '../api';
import { when } from '../dates';
import { Count } from '../parts/count';
import { fixed } from '../parts/fixed';
import { Reasons, Why } from '../parts/why';
import { Name } from '../parts/words';
import { change, useAddress } from '../router';
import { count, S } from '../strings';
import type { GraphProps } from './graph';
import { switchAllOn, switches, switchFold, switchRoot } from './switches';

interface RootProps { root: RootView; off: boolean; apart: number[]; only: boolean } // apart: folds that are switched off; only: the members are those of this one

const RootItem = fixed(function Item({ root, off, apart, only }: RootProps) {
  const folds = () => root.folds.length > 0 && (
    <ul class="folds">
      {root.folds.map((fold, i) => (
        <li key={i}>
          <label class="switch"><input type="checkbox" checked={!apart.includes(i)} onChange={() => switchFold(root.id, i)} />
            <span>{S.claim.foldOf} <Name>{root.ends[fold.a]?.label ?? ''}</Name> {S.claim.and} <Name>{root.ends[fold.b]?.label ?? ''}</Name>{!fold.proved && <span class="tag unknown">{S.claim.notProved}</span>}</span></label>
          {fold.why.text && <Why reasons={[fold.why]} />}
        </li>
      ))}
    </ul>
  );
  return (
    <li class={`root ${root.side}${off ? ' fallen' : ''}`} id={`root-${root.id}`}>
      <label class="switch">
        <input type="checkbox" checked={!off} onChange={() => switchRoot(root.id)} />
        <span class="named"><Name>{root.label}</Name></span>
      </label>
      <p class="about">
        <span class={`tag ${root.kind === 'unknown' ? 'unknown' : root.side}`}>{S.rootKinds[root.kind]}</span>
        {root.side === 'denies' && <span class="tag denies">{S.sides.denies}</span>}
        {root.not_seen && <span class="tag unknown">{S.claim.notSeen}</span>}
        <button type="button" class="link" aria-pressed={only} onClick={() => change({ root: only ? null : root.id, offset: null })}>{S.claim.reports(root.members)}</button>
      </p>
      {(root.why.length > 0 || root.folds.length > 0) && <Reasons reasons={root.why} summary={root.folds.length > 0 ? S.claim.whyOne(root.ends.length) : S.why.title} more={folds} />}
    </li>
  );
});

/** What the count would be without what is switched off. */
function Fallen({ claim, by }: { claim: ClaimView; by: Switched }) {
  const fall = new Set(by.fall);
  const fallen = new Set(claim.member_list.filter((one) => one.side === 'supports' && fall.has(one.attribution)).map((one) => one.document.id)).size;
  const after = { reported_by: Math.max(0, claim.reported_by - fallen), independent: by.independent, supporting_at_most: by.supporting_at_most };
  return (
    <div class="switched" role="status">
      <p><span class="quiet">{S.claim.before}</span> <s><Count row={claim} /></s></p>
      <p><span class="quiet">{S.claim.after}</span> <Count row={after} /></p>
      <p class="small">{by.fall.length === 0 ? S.claim.nothingFalls : S.claim.fall(by.fall.length)}{by.move.length > 0 && ` ${S.claim.move(by.move.length)}`} <button type="button" class="link" onClick={switchAllOn}>{S.claim.allOn}</button></p>
    </div>
  );
}

/** The graph comes after the words: its code is large. */
function Graph(props: GraphProps) {
  const [Shown, set] = useState<ComponentType<GraphProps> | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => { import('./graph').then((code) => set(() => code.SourcingGraph), () => setFailed(true)); }, []);
  if (failed) return <p class="quiet">{S.claim.noGraph}</p>;
  return Shown ? <Shown {...props} /> : <div class="graphbox waiting" aria-busy="true" />;
}

export function Sourcing({ claim }: { claim: ClaimView }) {
  const { query } = useAddress();
  const now = switches(query);
  const only = query.get('root');
  const dates = new Map(claim.member_list.map((one) => [one.document.id, when(one.document.published)]));
  const fallen = new Set(claim.switched?.fall ?? []);
  const sides = (['supports', 'denies', 'neutral'] as const).map((side) => ({ side, roots: claim.roots.filter((root) => root.side === side) })).filter((one) => one.roots.length > 0);
  const labelOf = (id: string) => claim.roots.find((root) => root.id === id)?.label ?? id;
  return (
    <section aria-labelledby="rests" class="part">
      <h2 id="rests">{S.claim.rests}</h2>
      {claim.switched && <Fallen claim={claim} by={claim.switched} />}
      <div class="sourcing">
        <div class="rootlist">
          <p class="quiet small">{S.claim.switchHint}</p>
          {claim.may_be_one.length > 0 && (
            <ul class="plain small">{claim.may_be_one.map((one, i) => (
              <li key={i}><span class="tag unknown">{S.claim.mayBeOne}</span> <Name>{labelOf(one.a)}</Name> {S.claim.and} <Name>{labelOf(one.b)}</Name><Why reasons={[one.why]} /></li>
            ))}</ul>
          )}
          {sides.map(({ side, roots }) => (
            <fieldset key={side}>
              <legend class="small">{side === 'supports' ? S.claim.supportedBy(roots.length) : side === 'denies' ? S.claim.deniedBy(roots.length) : count(roots.length, 'neutral root', 'neutral roots')}</legend>
              <ul>{roots.map((root) => <RootItem key={root.id} root={root} off={now.roots.has(root.id)} apart={root.folds.map((_, i) => i).filter((i) => now.folds.has(`${root.id}:${i}`))} only={only === root.id} />)}</ul>
            </fieldset>
          ))}
          {claim.roots.length === 0 && <p>{S.claim.noRoots}</p>}
        </div>
        {claim.graph.nodes.length > 0 && <Graph graph={claim.graph} claim={claim.id} dates={dates} fallen={fallen} off={now.roots} toggle={switchRoot} />}
      </div>
    </section>
  );
}

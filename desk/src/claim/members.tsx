// Who says it, each in their own words with the sentence around them, on which side, on whose word, and why that is thought.
import { useEffect, useRef } from 'preact/hooks';
import type { ClaimView, Member } from '../api';
import { when } from '../dates';
import { fixed } from '../parts/fixed';
import { Reasons } from '../parts/why';
import { Name, readerAt } from '../parts/words';
import { ReviewBar, reviewable, ReviewMark, useReviewKeys } from '../review';
import { change, changed, useAddress } from '../router';
import { figure, S } from '../strings';

const step = 60; // members shown at once; more on demand: a page of thousands would be slow to use and to read
const firstStep = 6; // as many as the first screen can hold

function OnWord({ member }: { member: Member }) {
  const names = member.chain.length > 0 ? member.chain : member.agent ? [member.agent] : [];
  if (member.own_voice && names.length === 0) return <span>{S.claim.ownVoice}</span>;
  if (names.length === 0) return null;
  return <span>{S.claim.onWord} {names.map((agent, i) => <span key={i}>{i > 0 && <span aria-label={S.claim.whoHasIt}> ← </span>}<a href={`/agents/${encodeURIComponent(agent.id)}`}><Name>{agent.name}</Name></a></span>)}</span>;
}

interface ItemProps { member: Member; root: string | undefined; claim: string; generation: number; fallen: boolean; moves: boolean; at: boolean } // root: what it is called

const MemberItem = fixed(function Item({ member, root, claim, generation, fallen, moves, at }: ItemProps) {
  const document = member.document;
  const direction = document.direction;
  return (
    <li tabIndex={-1} class={`row member ${member.side}${at ? ' at' : ''}${fallen ? ' fallen' : ''}`} data-attribution={member.attribution} aria-current={at ? 'true' : undefined}>
      <p class="from">
        <span class={`tag ${member.side}`}>{S.sides[member.side]}</span>
        <b><Name>{document.outlet}</Name></b>
        <a href={readerAt(document.id, { attribution: member.attribution, claim })} lang={document.language || undefined}><Name>{document.title ?? S.untitled}</Name></a>
        <span class="quiet">{when(document.published) || S.undated}</span>
        {fallen && <span class="tag unknown">{S.claim.falls}</span>}{moves && <span class="tag">{S.claim.moves}</span>}
        <ReviewMark attribution={member.attribution} review={member.review} generation={generation} />
      </p>
      <blockquote dir={direction} lang={document.language || undefined}><span class="quiet">{member.before}</span><mark class="content">{member.quote}</mark><span class="quiet">{member.after}</span></blockquote>
      <p class="about">
        <OnWord member={member} />
        {root !== undefined && <span>{S.claim.restsOn} <a href={`#root-${member.root}`}><Name>{root}</Name></a></span>}
        {member.reaches.length > 1 && <span>{S.claim.reaches(member.reaches.length)}</span>}
        {member.stance && member.stance !== 'asserts' && <span>{member.stance}</span>}
        {member.negated && <span>{S.claim.negated}</span>}
        {member.certainty && member.certainty !== 'certain' && <span>{member.certainty}</span>}
      </p>
      {member.why.length > 0 && <Reasons reasons={member.why} more={() => <p class="quiet small">{S.claim.readBy(member.rule, Math.round(member.confidence * 100))}</p>} />}
    </li>
  );
});

/** `later`: the first screen has been drawn. */
export function Members({ claim, later }: { claim: ClaimView; later: boolean }) {
  const address = useAddress();
  const side = address.query.get('side'), root = address.query.get('root'), at = address.query.get('at');
  const shown = later ? Math.max(step, Number(address.query.get('members')) || 0) : firstStep;
  const fall = new Set(claim.switched?.fall ?? []), move = new Set(claim.switched?.move ?? []);
  const roots = new Map(claim.roots.map((one) => [one.id, one.label]));
  const all = claim.member_list.filter((one) => (!side || one.side === side) && (!root || one.root === root));
  const chosen = Math.max(0, all.findIndex((one) => one.attribution === at));
  const list = all.slice(0, Math.max(shown, chosen + 1));
  const box = useRef<HTMLOListElement>(null);
  const items = all.map((member) => reviewable(claim.id, member));
  const select = (attribution: string) => change({ at: attribution }, { replace: true });
  useReviewKeys(items, at, select);
  useEffect(() => { if (at) box.current?.querySelector(`[data-attribution="${CSS.escape(at)}"]`)?.scrollIntoView({ block: 'nearest' }); }, [at]);
  const sides = (['supports', 'denies', 'neutral'] as const).map((name) => ({ name, n: claim.member_list.filter((one) => one.side === name).length })).filter((one) => one.n > 0);
  return (
    <section aria-labelledby="says" class="part">
      <div class="bar">
        <h2 id="says">{S.claim.says}</h2>
        <p class="small tabs">
          <a href={changed(address, { side: null })} aria-current={side ? undefined : 'true'}>{S.claim.everyone(claim.member_list.length)}</a>
          {sides.map((one) => <a key={one.name} href={changed(address, { side: one.name })} aria-current={side === one.name ? 'true' : undefined}>{S.sides[one.name]} {figure(one.n)}</a>)}
        </p>
      </div>
      {root && <p class="chosen"><a href={changed(address, { root: null })} aria-label={`${S.list.remove}: ${roots.get(root) ?? root}`}>{S.claim.restsOn} <Name>{roots.get(root) ?? root}</Name> <span aria-hidden="true">×</span></a></p>}
      <ol class="rows members" ref={box} onClick={(event) => {
        const row = (event.target as Element).closest('[data-attribution]');
        if (row && !(event.target as Element).closest('a, button, summary, input')) select(row.getAttribute('data-attribution')!);
      }}>
        {list.map((member) => <MemberItem key={member.attribution} member={member} root={roots.get(member.root ?? '')} claim={claim.id} generation={claim.generation} fallen={fall.has(member.attribution)} moves={move.has(member.attribution)} at={member.attribution === at} />)}
      </ol>
      {later && list.length < all.length && <p><button type="button" onClick={() => change({ members: list.length + step, at })}>{S.claim.more(all.length - list.length)}</button></p>}
      <ReviewBar list={items} at={at} select={select} generation={claim.generation} />
    </section>
  );
}

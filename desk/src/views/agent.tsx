// One person or body: what it is called, whom it speaks for, who it may be, what is said in its name, and why the program takes these for one.
import { useState } from 'preact/hooks';
import type { AgentRef, AgentView } from '../api';
import { useTitle } from '../app';
import { when } from '../dates';
import { useData } from '../data';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { Why } from '../parts/why';
import { Name, readerAt } from '../parts/words';
import { SmallBar } from '../review/bar';
import { Dialog } from '../review/correct';
import { decide } from '../review/desk';
import { Pick } from '../review/pick';
import { Protect } from '../review/protect';
import { useAddress } from '../router';
import { R, S } from '../strings';
import { About, agentAt } from './agents';
import { DecisionList } from './decisions/list';
import type { ViewProps } from './table';

const limit = 100; // of what is said, on a page

const same = (a: AgentRef, b: AgentRef) => decide(R.review.saidSameAgent(a.name, b.name), [{ kind: 'same-agent', first: a.id, second: b.id }]);
const other = (a: AgentRef, b: AgentRef) => decide(R.review.saidOtherAgent(a.name, b.name), [{ kind: 'not-same-agent', first: a.id, second: b.id }]);

function Others({ title, list }: { title: string; list: readonly AgentRef[] }) {
  if (list.length === 0) return null;
  return <section><h2>{title}</h2><ul>{list.map((one) => <li key={one.id}><a href={agentAt(one.id)}><Name>{one.name}</Name></a> <span class="tag">{R.agents.kindNames[one.kind] ?? one.kind}</span></li>)}</ul></section>;
}

/// Speakers who may be this one, for a person to say.
function MayBe({ title, about, agent, list }: { title: string; about: string; agent: AgentRef; list: readonly AgentRef[] }) {
  if (list.length === 0) return null;
  return (
    <section class="sheet"><h2>{title}</h2><p class="quiet">{about}</p>
      <ul>{list.map((one) => (
        <li key={one.id} class="actions"><a href={agentAt(one.id)}><Name>{one.name}</Name></a> <button type="button" onClick={() => same(agent, one)}>{R.agents.same}</button> <button type="button" onClick={() => other(agent, one)}>{R.agents.notSame}</button></li>
      ))}</ul></section>
  );
}

export function Agent({ params }: ViewProps) {
  const offset = useAddress().query.get('offset');
  const loaded = useData<AgentView>(`${agentAt(params.id!)}?${new URLSearchParams({ limit: `${limit}`, ...(offset ? { offset } : {}) })}`);
  const [picking, setPicking] = useState<'same' | 'other' | null>(null);
  useTitle(loaded.data?.name);
  return (
    <>
      <Show of={loaded}>{(agent) => (
        <div class="agent">
          <header><h1><Name>{agent.name}</Name></h1><About agent={agent} />
            {agent.aliases.length > 0 && <p>{R.agents.aliases}: {agent.aliases.map((one, i) => <span key={one}>{i > 0 && ' · '}<Name>{one}</Name></span>)}</p>}
            <p class="actions noprint"><button type="button" onClick={() => setPicking('same')}>{R.agents.sameAs}</button><button type="button" onClick={() => setPicking('other')}>{R.agents.notSameAs}</button><Protect id={agent.id} name={agent.name} /></p>
          </header>
          <MayBe title={R.agents.candidates} about={R.agents.oneOf} agent={agent} list={agent.candidates} />
          <MayBe title={R.agents.alike} about={R.agents.alikeAbout} agent={agent} list={agent.alike} />
          <div class="columns">
            <section><h2>{R.agents.what}</h2>
              {agent.says.length === 0 ? <p class="quiet">{R.agents.nothing}</p> : <ul class="rows">{agent.says.map((one, i) => (
                <li key={i} class="row"><p class="label"><a href={readerAt(one.document.id, { attribution: one.attribution, claim: one.claim })} class="quote"><Name>{one.quote}</Name></a></p>
                  <p class="about"><span class={`tag ${one.side}`}>{R.correct.sides[one.side]}</span> <a href={`/claims/${encodeURIComponent(one.claim)}?at=${encodeURIComponent(one.attribution)}`}><Name>{one.label}</Name></a>
                    <span><Name>{one.document.outlet}</Name>, {when(one.document.published) || S.undated}</span></p></li>
              ))}</ul>}
              {agent.says_total > agent.says.length && <Pager total={agent.says_total} offset={Number(offset ?? 0)} limit={limit} shown={agent.says.length} />}
            </section>
            <div>
              {agent.affiliation && <Others title={R.agents.affiliation} list={[agent.affiliation]} />}
              <Others title={R.agents.voices} list={agent.voices} />
              <section><h2>{R.agents.why}</h2><Why reasons={agent.why} empty /></section>
              {agent.decisions.length > 0 && <section><h2>{R.agents.decisions}</h2><DecisionList items={agent.decisions} /></section>}
            </div>
          </div>
          {picking && (
            <Dialog title={picking === 'same' ? R.agents.sameAs : R.agents.notSameAs} close={() => setPicking(null)}>
              <Pick kind="agents" except={[agent.id]} first={[...agent.candidates, ...agent.alike].map((one) => ({ id: one.id, label: one.name, about: R.agents.kindNames[one.kind] ?? one.kind }))}
                pick={(found) => { (picking === 'same' ? same : other)(agent, { id: found.id, name: found.label, kind: '' }); setPicking(null); }} />
            </Dialog>
          )}
        </div>
      )}</Show>
      <SmallBar />
    </>
  );
}

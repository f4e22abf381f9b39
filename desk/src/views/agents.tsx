// Everybody who says something in the case.
import type { AgentPage, AgentRow } from '../api';
import { useTitle } from '../app';
import { useData } from '../data';
import { Facet } from '../parts/facets';
import { Filter } from '../parts/filter';
import { useRows } from '../parts/finder';
import { Pager } from '../parts/pager';
import { Show } from '../parts/problem';
import { Name } from '../parts/words';
import { format, useAddress } from '../router';
import { R, S } from '../strings';

export const agentAt = (id: string) => `/agents/${encodeURIComponent(id)}`;

export function About({ agent }: { agent: AgentRow }) {
  return (
    <p class="about"><span class="tag">{R.agents.kindNames[agent.kind] ?? agent.kind}</span>{agent.role && <span><Name>{agent.role}</Name></span>}{agent.vague && <span class="tag unknown">{R.agents.vague}</span>}
      <span>{R.agents.says(agent.attributions)}</span> <span>{R.agents.documents(agent.documents)}</span>
      {agent.speaks_as && <span>{R.agents.speaksFor} <a class="above" href={agentAt(agent.speaks_as.id)}><Name>{agent.speaks_as.name}</Name></a></span>}
      {agent.candidates.length > 0 && <span class="tag unknown">{R.agents.maybe} <Name>{agent.candidates.map((one) => one.name).join(', ')}</Name></span>}</p>
  );
}

export function Agents() {
  const address = useAddress();
  const loaded = useData<AgentPage>(format(address));
  useTitle(R.agents.title);
  const at = useRows((loaded.data?.items ?? []).map((one) => agentAt(one.id)));
  return (
    <>
      <div class="bar"><h1>{R.agents.title}</h1><Filter name="q" label={R.agents.find} /></div>
      <Show of={loaded}>{(data) => (
        <div class="split">
          <details class="facets" open={matchMedia('(min-width: 56rem)').matches}><summary>{S.list.facets}</summary>
            <Facet name="kind" label={R.agents.kinds} values={data.facets.kind.map((one) => ({ ...one, label: R.agents.kindNames[one.value] ?? one.label }))} /></details>
          <div>
            {data.total === 0 ? <p>{R.agents.none}</p> : <ul class="rows">{data.items.map((one, i) => (
              <li key={one.id} class={i === at ? 'row at' : 'row'}>
                <p class="label"><a class="whole" href={agentAt(one.id)}><Name>{one.name}</Name></a></p>
                <About agent={one} />
                {one.aliases.length > 0 && <p class="about"><span>{R.agents.aliases} <Name>{one.aliases.slice(0, 4).join(' · ')}</Name></span></p>}
              </li>
            ))}</ul>}
            <Pager total={data.total} offset={data.offset} limit={Number(address.query.get('limit')) || 50} shown={data.items.length} />
          </div>
        </div>
      )}</Show>
    </>
  );
}

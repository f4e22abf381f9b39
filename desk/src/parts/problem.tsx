// A Problem, and the frame of everything that is loaded.
import type { ComponentChildren } from 'preact';
import { useData, type Loaded } from '../data';
import type { Trouble } from '../problem';
import { S } from '../strings';
import { Name } from './words';

/** What a vanished claim or agent is now, by its words. */
function Became({ kind, id }: { kind: 'claims' | 'agents'; id: string }) {
  const href = `/${kind}/${encodeURIComponent(id)}`;
  const { data } = useData<{ label?: string; name?: string }>(href);
  return <li><a href={href}><Name>{data?.label ?? data?.name ?? id}</Name></a></li>;
}
const becameAtMost = 10;

/** `alone`: it stands in the place of the whole view, so it has the page's heading. */
export function ProblemBox({ problem, again, alone = false }: { problem: Trouble; again?: () => void; alone?: boolean }) {
  const Heading = alone ? 'h1' : 'h2';
  const kind = problem.became?.[0]?.startsWith('c') ? 'claims' : 'agents';
  return (
    <section class="problem" role="alert">
      <Heading>{problem.title}</Heading>
      {problem.detail && <p><Name>{problem.detail}</Name></p>}
      {problem.next && <p>{problem.next}</p>}
      {problem.became && problem.became.length > 0 && (
        <><p>{S.problem.became}:</p><ul>{problem.became.slice(0, becameAtMost).map((id) => <Became key={id} kind={kind} id={id} />)}</ul></>
      )}
      <p class="actions">{again && <button type="button" onClick={again}>{S.problem.again}</button>} <a href="/claims">{S.problem.home}</a></p>
    </section>
  );
}

/** Shows data when it is there; what is on screen stays while it is fetched anew or cannot be. `alone`: the data brings the page's heading. */
export function Show<T>({ of, alone = false, children }: { of: Loaded<T>; alone?: boolean; children: (data: T) => ComponentChildren }) {
  return (
    <div class="shown" aria-busy={of.loading}>
      {of.problem && <ProblemBox problem={of.problem} again={of.again} alone={alone && !of.data} />}
      {of.data ? children(of.data) : !of.problem && <p class="quiet loading" role="status">{S.frame.loading}</p>}
    </div>
  );
}

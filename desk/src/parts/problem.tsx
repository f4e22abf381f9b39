// A Problem, and the frame of everything that is loaded.
import type { ComponentChildren } from 'preact';
import type { Loaded } from '../data';
import type { Trouble } from '../problem';
import { S } from '../strings';
import { Name } from './words';

/** `alone`: it stands in the place of the whole view, so it has the page's heading. */
export function ProblemBox({ problem, again, alone = false }: { problem: Trouble; again?: () => void; alone?: boolean }) {
  const Heading = alone ? 'h1' : 'h2';
  const kind = /^c[0-9a-f]/.test(problem.became?.[0] ?? '') ? 'claims' : 'agents';
  return (
    <section class="problem" role="alert">
      <Heading>{problem.title}</Heading>
      {problem.detail && <p><Name>{problem.detail}</Name></p>}
      {problem.next && <p>{problem.next}</p>}
      {problem.became && problem.became.length > 0 && (
        <p>{S.problem.became}: {problem.became.map((id) => <a key={id} href={`/${kind}/${encodeURIComponent(id)}`}>{id}</a>)}</p>
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

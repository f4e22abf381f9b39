// What people have said about results of the program: read, undone, taken elsewhere and taken over as a patch.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Decided, DecisionPage, DecisionView } from '../api';
import { useTitle } from '../app';
import { load, post, useData } from '../data';
import { useLive } from '../live';
import { Pager } from '../parts/pager';
import { ProblemBox, Show } from '../parts/problem';
import { SmallBar } from '../review/bar';
import type { Trouble } from '../problem';
import { format, useAddress } from '../router';
import { R } from '../strings';
import { DecisionList } from './decisions/list';

/** What became of an imported patch: its numbers, and those of them that do not hold here. null: not counted yet. */
interface Imported { numbers: number[]; conflicts: DecisionView[] | null }

function Patch() {
  const [imported, setImported] = useState<Imported | null>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const live = useLive();
  const take = async (file: File) => {
    setProblem(null);
    setImported(null);
    const outcome = await post<Decided>('/decisions/import', file);
    if (field.current) field.current.value = ''; // the same file can be chosen again
    if ('problem' in outcome) setProblem(outcome.problem);
    else setImported({ numbers: outcome.data.numbers, conflicts: outcome.data.numbers.length ? null : [] });
  };
  // Whether a decision of the patch holds in this case is known once it has been counted anew.
  useEffect(() => {
    if (!imported || imported.conflicts !== null || live.state === 'linking') return;
    void load<DecisionPage>('/decisions?limit=500').then((outcome) => {
      if (!('data' in outcome)) return;
      if (outcome.data.total < Math.max(...imported.numbers)) return; // they are not among those that are shown yet: the next event says so
      const ours = outcome.data.items.filter((one) => one.kind !== 'undo' && imported.numbers.includes(one.number)); // an undo applies to decisions, not to the case
      if (ours.some((one) => one.holds && one.applied === null)) return;
      setImported({ ...imported, conflicts: ours.filter((one) => one.holds && one.applied === false) });
    });
  }, [imported, live.generation, live.state]);
  return (
    <section class="patch noprint">
      <p class="actions"><a href="/decisions/export" download="decisions.jsonl">{R.decisions.export}</a>
        <label class="file">{R.decisions.import} <input ref={field} type="file" accept=".jsonl,.json,.txt" onChange={(event) => { const file = event.currentTarget.files?.[0]; if (file) void take(file); }} /></label> <span class="quiet small">{R.decisions.importHint}</span></p>
      {problem && <ProblemBox problem={problem} />}
      {imported && (
        <div role="status"><p>{R.decisions.imported(imported.numbers.length)} {imported.numbers.length > 0 && (imported.conflicts === null ? R.decisions.waiting : imported.conflicts.length === 0 ? R.decisions.noConflicts : R.decisions.conflicts(imported.conflicts.length))}</p>
          {imported.conflicts && imported.conflicts.length > 0 && <DecisionList items={imported.conflicts} />}</div>
      )}
    </section>
  );
}

export function Decisions() {
  const address = useAddress();
  const loaded = useData<DecisionPage>(format(address));
  useTitle(R.decisions.title);
  return (
    <>
      <h1>{R.decisions.title}</h1>
      <p class="quiet">{R.decisions.intro}</p>
      <Patch />
      <Show of={loaded}>{(data) => data.total === 0 ? <p>{R.decisions.none}</p> : (
        <><DecisionList items={data.items} /><Pager total={data.total} offset={Number(address.query.get('offset')) || 0} limit={Number(address.query.get('limit')) || 50} shown={data.items.length} /></>
      )}</Show>
      <SmallBar />
    </>
  );
}

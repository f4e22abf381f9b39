// Import: files or a folder go into the case, and claims arrive while they are read.
import { useEffect, useState } from 'preact/hooks';
import type { ClaimRow, Job } from '../api';
import { useTitle } from '../app';
import { onEvent, useLive } from '../live';
import { ClaimItem } from '../parts/claim_row';
import { ProblemBox } from '../parts/problem';
import { say } from '../parts/toast';
import { Name } from '../parts/words';
import { Signal, useSignal } from '../signal';
import { figure, R } from '../strings';
import { choose, clear, dropped, job as askJob, start, stop, useUploads, type Chosen } from './import/uploads';

const units = ['B', 'KB', 'MB', 'GB'];
function size(bytes: number): string {
  let unit = 0, value = bytes;
  while (value >= 1000 && unit + 1 < units.length) { value /= 1000; unit++; }
  return `${figure(Math.round(value * 10) / 10)} ${units[unit]}`;
}

const arrived = new Signal<readonly ClaimRow[]>([]); // the newest first; they stay when one comes back to this view
onEvent('claims', ({ items }) => { const known = new Set(items.map((one) => one.id)); arrived.value = [...items, ...arrived.value.filter((one) => !known.has(one.id))].slice(0, 200); });

function Progress({ job }: { job: Job }) {
  const running = job.state === 'reading' || job.state === 'linking' || job.state === 'receiving';
  return (
    <section class="sheet job">
      <div role="status"><h2>{R.import.state[job.state]}</h2></div>
      {job.state === 'reading' && <progress max={Math.max(1, job.bytes_total)} value={job.bytes_done} aria-label={R.import.state.reading} />}
      <p>{R.import.progress(job.files_done, job.files_total)} · {R.import.found(job.documents, job.attributions)}{job.seconds_left !== null && running && <> · {R.import.left(R.import.seconds(job.seconds_left))}</>}</p>
      {running && job.current && <p class="quiet small">{R.import.current} <code><Name>{job.current}</Name></code></p>}
      {running && <p class="quiet">{R.import.stays}</p>}
      {job.problem && <ProblemBox problem={job.problem} />}
      {job.failed.length > 0 && <details open><summary>{R.import.failures(job.failed.length)}</summary><ul>{job.failed.map((one, i) => <li key={i}><code><Name>{one.path}</Name></code>: <Name>{one.what}</Name></li>)}</ul></details>}
      {job.state === 'done' && <p><a href="/claims">{R.import.see}</a></p>}
    </section>
  );
}

export function Import() {
  const live = useLive();
  const [told, setTold] = useState<Job | null>(null);
  const [over, setOver] = useState(false);
  useTitle(R.import.title);
  const found = useSignal(arrived);
  useEffect(() => { // dropped beside the field, a file would take the place of the desk
    const hold = (event: DragEvent) => event.preventDefault();
    for (const kind of ['dragover', 'drop'] as const) addEventListener(kind, hold);
    return () => { for (const kind of ['dragover', 'drop'] as const) removeEventListener(kind, hold); };
  }, []);
  useEffect(() => { void askJob().then((outcome) => { if ('data' in outcome) setTold(outcome.data); }); }, [live.connected]);
  const job = live.job ?? told;
  const { chosen, sent, total, running, failed, problem } = useUploads();
  const busy = !running && job !== null && (job.state === 'reading' || job.state === 'linking');
  const take = (files: Chosen[]) => { if (files.length) choose(files); else say(R.import.nothingChosen); };
  const field = (event: Event) => {
    const input = event.currentTarget as HTMLInputElement;
    take([...input.files ?? []].map((file) => ({ path: file.webkitRelativePath || file.name, file })));
    input.value = '';
  };
  return (
    <>
      <h1>{R.import.title}</h1>
      {busy ? <p class="banner">{R.import.busy}</p> : (
        <section class={over ? 'drop over' : 'drop'} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)}
          onDrop={(event) => { event.preventDefault(); setOver(false); if (event.dataTransfer) void dropped(event.dataTransfer).then(take); }}>
          <p><b>{R.import.drop}</b></p>
          <p class="actions"><label class="file button">{R.import.files}<input type="file" multiple onChange={field} /></label>
            <label class="file button">{R.import.folder}<input type="file" multiple {...{ webkitdirectory: true }} onChange={field} /></label></p>
          <p class="quiet">{R.import.hint}</p>
        </section>
      )}
      {running && <section class="sheet" role="status"><p>{R.import.sending(sent, total)} <progress max={total} value={sent} aria-label={R.import.sending(sent, total)} /></p><p><button type="button" onClick={stop}>{R.import.stop}</button></p></section>}
      {failed.length > 0 && <section class="problem" role="alert"><h2>{R.import.notSent(failed.length)}</h2><ul>{failed.slice(0, 20).map(({ chosen: one, problem: why }) => <li key={one.path}><code><Name>{one.path}</Name></code>: {why.title}. {why.detail} {why.next}</li>)}</ul></section>}
      {problem && <ProblemBox problem={problem} again={() => void start()} />}
      {chosen.length > 0 && !running && (
        <section class="sheet"><h2>{R.import.chosen}</h2>
          <ul class="small">{chosen.slice(0, 12).map((one) => <li key={one.path}><code><Name>{one.path}</Name></code> <span class="quiet">{size(one.file.size)}</span></li>)}{chosen.length > 12 && <li class="quiet">… {figure(chosen.length - 12)}</li>}</ul>
          <p class="actions"><button type="button" class="main" disabled={busy} onClick={() => void start()}>{failed.length ? R.import.again : R.import.start(chosen.length, size(chosen.reduce((sum, one) => sum + one.file.size, 0)))}</button> <button type="button" onClick={clear}>{R.import.clear}</button></p></section>
      )}
      {job && job.state !== 'idle' && <Progress job={job} />}
      {found.length > 0 && <section aria-label={R.import.arriving}><h2>{R.import.arriving} <span class="quiet">{figure(found.length)}</span></h2>
        <ol class="rows">{found.slice(0, 50).map((one) => <ClaimItem key={one.id} row={one} level={3} />)}</ol></section>}
    </>
  );
}

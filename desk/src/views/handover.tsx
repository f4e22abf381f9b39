// Hand over: what a reader could still put together is looked for and taken out; then the case leaves in a form, as one file.
import { useEffect, useState } from 'preact/hooks';
import type { Finding, HandOver as Data, HandOverForm, Made } from '../api';
import { askWho, useTitle } from '../app';
import { load, post, useSession, type Outcome } from '../data';
import { onEvent, useLive } from '../live';
import { ProblemBox } from '../parts/problem';
import { Name, readerAt } from '../parts/words';
import type { Trouble } from '../problem';
import { decide } from '../review/desk';
import { change, useAddress } from '../router';
import { Signal, useSignal } from '../signal';
import { figure, R } from '../strings';

const words = R.handOver;
const forms = Object.keys(words.forms) as HandOverForm[];
const steps = ['protecting', 'checking', 'writing', 'packing', 'noting'];
const decided = new Signal<readonly string[]>([]); // of the findings that are shown; they stay when one comes back to this view
const keyOf = (at: string, one: Finding) => JSON.stringify([at, one.kind, one.words, one.fix]);

/** The job as the server tells it, and a way to give it an order. */
function useJob() {
  const live = useLive(), session = useSession();
  const [job, setJob] = useState<Data | null>(null);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const take = (outcome: Outcome<Data>) => { if ('data' in outcome) { setJob(outcome.data); setProblem(null); } else setProblem(outcome.problem); };
  const ask = () => void load<Data>('/hand-over').then(take);
  useEffect(ask, [live.connected]);
  useEffect(() => onEvent('handover', ask), []);
  const order = async (path: string, body: object) => { if (path.endsWith('/stop') || session?.who || await askWho()) take(await post<Data>(path, body)); };
  return { job, problem, order };
}

/** Where a finding stands: redactions name it ("d81c40:12-40"). */
function place({ document, fix }: Finding): string {
  const at = /:(\d+)-(\d+)$/.exec(fix.first);
  return readerAt(document, { span: at ? [Number(at[1]), Number(at[2])] : null });
}

function fix(at: string, list: readonly Finding[]): void {
  const fixes = new Map(list.map((one) => [JSON.stringify([one.fix.kind, one.fix.first]), one.fix])); // a document is labelled once
  decide(words.saidFix(fixes.size), [...fixes.values()]);
  decided.value = [...decided.value, ...list.map((one) => keyOf(at, one))];
}

function Findings({ checked }: { checked: NonNullable<Data['checked']> }) {
  const done = useSignal(decided);
  const left = checked.findings.filter((one) => !done.includes(keyOf(checked.at, one)));
  const unread = checked.not_judged > 0 && <p class="banner bad">{words.notJudged(checked.not_judged)}</p>;
  if (checked.total === 0) return <>{unread}<p role="status">{words.nothing}</p></>;
  return (
    <>
      {unread}
      <p role="status"><b>{words.found(checked.total)}</b> {left.length === 0 && words.again} {checked.total > checked.findings.length && words.firstOnly(checked.findings.length)}</p>
      <ol class="findings">{checked.findings.map((one, i) => (
        <li key={i}><b>{one.kind}</b>: {one.words && <q><Name>{one.words}</Name></q>} {words.leads} <Name>{one.who}</Name>. <Name>{one.why}</Name>{' '}
          <span class="actions"><a href={place(one)}>{words.read}</a>{' '}
            {done.includes(keyOf(checked.at, one)) ? <span class="quiet">{words.decided}</span> : <button type="button" aria-label={`${words.fixes[one.fix.kind]!}: ${one.words || one.kind}`} onClick={() => fix(checked.at, [one])}>{words.fixes[one.fix.kind]}</button>}</span></li>
      ))}</ol>
      {left.length > 1 && <p class="actions"><button type="button" onClick={() => fix(checked.at, left)}>{words.fixAll(left.length)}</button></p>}
    </>
  );
}

function Result({ made, away }: { made: Made; away: () => void }) {
  return (
    <section class="sheet made">
      <h2>{words.done}</h2>
      <p class="actions"><a href="/hand-over/file" download={made.file}>{words.save(made.file, figure(Math.ceil(made.bytes / 1000)))}</a><button type="button" onClick={away}>{words.away}</button></p>
      {made.findings > 0 && <p class="banner bad">{words.stillOpen(made.findings)}</p>}
      {made.not_judged > 0 && <p class="banner bad">{words.notJudged(made.not_judged)}</p>}
      {!made.noted && <p class="banner bad">{words.notNoted}</p>}
      <p>{words.holds(made.documents)} {made.marks > 0 && words.marks(made.marks)} {made.pseudonyms > 0 && words.pseudonyms(made.pseudonyms)}</p>
      <ul>{made.rows.map((one) => <li key={one.of}>{figure(one.count)} {one.of}</li>)}</ul>
      <h3>{words.missing}</h3>
      {made.left_out.length === 0 ? <p>{words.complete}</p> : <ul>{made.left_out.map((one, i) => <li key={i}>{one.count > 1 && `${figure(one.count)} `}{one.what}: <span class="quiet">{one.why}</span></li>)}</ul>}
      <p class="small">SHA-256 <code>{made.sha256}</code></p>
      {made.digest && <p class="small">{words.digest} <code>{made.digest}</code></p>}
    </section>
  );
}

export function HandOver() {
  useTitle(words.title);
  const { query } = useAddress();
  const form = forms.find((one) => one === query.get('form')) ?? 'html';
  const [bom, setBom] = useState(false);
  const [allow, setAllow] = useState('');
  const [why, setWhy] = useState('');
  const { job, problem, order } = useJob();
  if (!job) return <><h1>{words.title}</h1>{problem ? <ProblemBox problem={problem} /> : <p class="quiet loading" role="status">{words.wait}</p>}</>;
  const busy = job.state === 'working';
  const out = allow.split(',').map((one) => one.trim()).filter(Boolean);
  return (
    <>
      <h1>{words.title}</h1>
      <p class="quiet">{words.intro}</p>
      <div role="status">{busy && <p><b>{job.what === 'preflight' ? words.checking : words.making(words.forms[job.what!]![0])}</b> {words.phases[job.phase ?? 'protecting']} <progress max={steps.length} value={steps.indexOf(job.phase ?? '') + 1} aria-label={words.progress} /></p>}
        {job.state === 'stopped' && <p>{words.stopped}</p>}</div>
      {busy && <p class="actions"><button type="button" onClick={() => void order('/hand-over/stop', {})}>{words.stop}</button></p>}
      {problem && <ProblemBox problem={problem} />}
      {job.problem && <ProblemBox problem={job.problem} />}
      {job.made && <Result made={job.made} away={() => void order('/hand-over/stop', {})} />}
      <section class="sheet">
        <h2>{words.first}</h2>
        <p class="quiet">{words.firstHint}</p>
        <p class="actions"><button type="button" disabled={busy} onClick={() => void order('/hand-over', { what: 'preflight' })}>{job.checked ? words.checkAgain : words.check}</button></p>
        {job.checked && <Findings checked={job.checked} />}
      </section>
      <form class="sheet" onSubmit={(event) => { event.preventDefault(); void order('/hand-over', { what: form, bom: form === 'csv' && bom, allow: out, why: why.trim() }); }}>
        <h2>{words.second}</h2>
        <p class="quiet">{words.secondHint}</p>
        <fieldset><legend>{words.form}</legend>
          {forms.map((one) => <label key={one} class="form"><input type="radio" name="form" value={one} checked={form === one} onChange={() => change({ form: one }, { replace: true })} /><b>{words.forms[one]![0]}</b> <span class="quiet">{words.forms[one]![1]}</span></label>)}
        </fieldset>
        {form === 'csv' && <p><label><input type="checkbox" checked={bom} onChange={(event) => setBom(event.currentTarget.checked)} />{words.bom}</label></p>}
        <details><summary>{words.letOut}</summary>
          <p>{words.letOutHint}</p>
          <label class="field">{words.allow}<input value={allow} onInput={(event) => setAllow(event.currentTarget.value)} autocomplete="off" /></label>
          <label class="field">{words.why}<input value={why} required={out.length > 0} maxLength={2000} onInput={(event) => setWhy(event.currentTarget.value)} dir="auto" autocomplete="off" /></label></details>
        <p class="actions"><button type="submit" class="main" disabled={busy}>{words.make(words.forms[form]![0])}</button></p>
      </form>
    </>
  );
}

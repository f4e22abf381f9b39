// The frame: masthead, ways through the case, the view, notices.
import type { ComponentType } from 'preact';
import { useEffect, useErrorBoundary, useRef, useState } from 'preact/hooks';
import { currentSession, post, useSending, useSession } from './data';
import { useLive } from './live';
import { KeysDialog, useKeys } from './parts/keys';
import { ProblemBox } from './parts/problem';
import { Toasts } from './parts/toast';
import { Name } from './parts/words';
import type { Trouble } from './problem';
import { Unsaved } from './review/unsaved';
import { go, match, restoreScroll, useAddress, type Address } from './router';
import { S } from './strings';
import { tamed } from './text';
import { setTheme, theme, type Theme } from './theme';
import { routes, type Route, type ViewProps } from './views/table';

/** Sets the title of the tab. */
export function useTitle(words: string | null | undefined): void {
  const session = useSession();
  useEffect(() => {
    const name = session?.case.name;
    document.title = tamed([words, name, S.product].filter(Boolean).join(' · '));
  }, [words, session]);
}

function find(address: Address): { route: Route; params: Record<string, string> } | null {
  const path = address.path === '/' ? '/claims' : address.path;
  for (const route of routes) {
    const params = match(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}

/** A view, or in its place a Problem if the desk itself went wrong in it: the frame and the other views go on. */
function Safe({ of: Shown, params }: { of: ComponentType<ViewProps>; params: Record<string, string> }) {
  const [error, reset] = useErrorBoundary((what) => console.error(what));
  if (error) return <ProblemBox alone problem={{ type: 'about:blank', title: S.problem.broken, status: 0, next: S.problem.brokenNext }} again={reset} />;
  return <Shown params={params} />;
}

/** The view of the present address; its code is fetched the first time. */
function View({ address }: { address: Address }) {
  const found = find(address);
  const [, draw] = useState(0);
  const [problem, setProblem] = useState<Trouble | null>(null);
  const route = found?.route;
  useEffect(() => {
    setProblem(null);
    if (!route || route.view || !route.load) return;
    let here = true;
    route.load().then((view) => { route.view = view; if (here) draw((n) => n + 1); },
      () => { if (here) setProblem({ type: 'about:blank', title: S.problem.unreachable, status: 0, next: S.problem.unreachableNext }); });
    return () => { here = false; };
  }, [route]);
  if (!found) return <ProblemBox alone problem={{ type: 'about:blank', title: S.problem.missing, status: 404, next: S.problem.missingNext }} />;
  if (problem) return <ProblemBox alone problem={problem} again={() => location.reload()} />;
  const Shown = found.route.view;
  return Shown ? <Safe key={address.path} of={Shown} params={found.params} /> : <p class="quiet loading" role="status">{S.frame.loading}</p>;
}

/** What the case is doing now. */
function State() {
  const live = useLive(), sending = useSending(), session = useSession();
  const state = live.state ?? session?.case.state ?? 'ready';
  const job = live.job;
  const busy = sending > 0 || state === 'linking' || state === 'reading';
  const words = sending > 0 ? S.frame.saving
    : state === 'linking' ? S.frame.linking
    : state === 'reading' ? job && job.files_total > 0 ? S.frame.readingOf(job.files_done, job.files_total) : S.frame.reading
    : state === 'gone' ? S.frame.gone : state === 'read_only' ? S.frame.readOnly : S.frame.ready;
  return (
    <p class={`state ${busy ? 'busy' : state}`} role="status">
      <span class="dot" aria-hidden="true" />{words}
      {state === 'reading' && job && job.files_total > 0 && <progress max={job.files_total} value={job.files_done} aria-label={S.frame.reading} />}
    </p>
  );
}

/** Asks for the name that stands beside decisions; resolves whether there is one now. */
let ask: ((done: (named: boolean) => void) => void) | null = null;
export function askWho(): Promise<boolean> {
  if (currentSession()?.who) return Promise.resolve(true);
  return new Promise((done) => { if (ask) ask(done); else done(false); });
}

function Who() {
  const session = useSession();
  const dialog = useRef<HTMLDialogElement>(null);
  const done = useRef<((named: boolean) => void) | null>(null);
  const [name, setName] = useState('');
  const open = () => { setName(session?.who ?? ''); if (dialog.current && !dialog.current.open) dialog.current.showModal(); };
  useEffect(() => {
    ask = (then) => { done.current = then; open(); };
    return () => { ask = null; };
  });
  const keep = async (event: Event) => {
    event.preventDefault();
    const outcome = await post('/session', { who: name.trim() });
    if ('data' in outcome) { done.current?.(name.trim() !== ''); done.current = null; dialog.current?.close(); }
  };
  return (
    <>
      <button type="button" class="who link" onClick={open}>{S.frame.who} <b><Name>{session?.who || S.frame.whoEmpty}</Name></b></button>
      <dialog ref={dialog} aria-labelledby="who-title" onClose={() => { done.current?.(false); done.current = null; }}>
        <form onSubmit={keep}>
          <h2 id="who-title">{S.frame.who}</h2>
          <label class="field">{S.frame.whoPrompt}<input required maxLength={200} value={name} onInput={(event) => setName(event.currentTarget.value)} dir="auto" autocomplete="name" /></label>
          <p class="actions"><button type="submit" class="main">{S.frame.whoSave}</button> <button type="button" onClick={() => dialog.current?.close()}>{S.frame.cancel}</button></p>
          <p class="small"><button type="button" class="link" onClick={() => void post('/logout', {}).then((outcome) => { if ('data' in outcome) location.assign('/'); })}>{S.frame.logOut}</button> {S.frame.logOutHint}</p>
        </form>
      </dialog>
    </>
  );
}

function Themes() {
  const [now, set] = useState(theme());
  return (
    <label class="themes"><span class="hidden">{S.frame.theme}</span>
      <select value={now} onChange={(event) => { const to = event.currentTarget.value as Theme; setTheme(to); set(to); }}>
        <option value="auto">{S.frame.themeAuto}</option><option value="light">{S.frame.themeLight}</option><option value="dark">{S.frame.themeDark}</option>
      </select>
    </label>
  );
}

function Search({ address }: { address: Address }) {
  const q = address.path === '/search' ? address.query.get('q') ?? '' : '';
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => { if (field.current && document.activeElement !== field.current) field.current.value = q; }, [q]);
  useKeys([{ key: '/', label: S.keys.search, run: () => { field.current?.focus(); field.current?.select(); } }]);
  return (
    <form class="search" role="search" action="/search" onSubmit={(event) => {
      event.preventDefault();
      const words = field.current?.value.trim() ?? '';
      if (words) go(`/search?q=${encodeURIComponent(words)}`);
    }}>
      <input ref={field} type="search" name="q" defaultValue={q} aria-label={S.frame.search} placeholder={S.frame.searchHint} dir="auto" autocomplete="off" />
      <kbd aria-hidden="true">/</kbd>
    </form>
  );
}

export function App() {
  const address = useAddress();
  const session = useSession();
  const live = useLive();
  const main = useRef<HTMLElement>(null);
  const [keys, setKeys] = useState(false);
  const [menu, setMenu] = useState(false);
  const path = useRef(address.path);
  useKeys([{ key: '?', label: S.keys.help, run: () => setKeys(true) }]);
  useEffect(() => {
    if (path.current !== address.path) { path.current = address.path; setMenu(false); main.current?.focus({ preventScroll: true }); }
  }, [address.path]);
  useEffect(restoreScroll);
  const at = `/${address.path.split('/')[1] || 'claims'}`;
  return (
    <>
      <a class="skip" href="#view" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>{S.skip}</a>
      <header class={menu ? 'masthead open' : 'masthead'}>
        <a class="brand" href="/claims" title={S.frame.home}>{S.product}</a>
        <span class="case" title={session?.case.path}><Name>{session?.case.name ?? ''}</Name></span>
        <Search address={address} />
        <State />
        <Who />
        <Themes />
        <button type="button" class="help" onClick={() => setKeys(true)} aria-label={S.keys.help} title={S.keys.help}><kbd>?</kbd></button>
        <button type="button" class="menu" aria-expanded={menu} aria-controls="ways" onClick={() => setMenu(!menu)}>{S.nav.menu}</button>
      </header>
      <nav id="ways" class={menu ? 'ways open' : 'ways'} aria-label={S.nav.label}>
        {routes.filter((route) => route.nav).map((route) => <a key={route.pattern} href={route.pattern} aria-current={route.pattern === at ? 'page' : undefined}>{route.nav}</a>)}
      </nav>
      {live.ended ? <div class="banner bad" role="alert"><b>{S.problem.expired}.</b> {S.problem.expiredNext}</div>
        : !live.connected && <div class="banner bad" role="alert"><b>{S.frame.lost}</b> {S.frame.lostNext}</div>}
      {live.gone && <div class="banner bad" role="alert"><b>{live.gone.title}</b> {live.gone.detail} {live.gone.next}</div>}
      <Unsaved />
      <main id="view" ref={main} tabIndex={-1}><View address={address} /></main>
      <Toasts />
      <KeysDialog open={keys} close={() => setKeys(false)} />
    </>
  );
}

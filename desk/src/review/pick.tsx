// Finds one thing of the case by its name: an agent, a claim, a document.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { AgentPage, ClaimPage, DocumentPage } from '../api';
import { when } from '../dates';
import { load } from '../data';
import { Name } from '../parts/words';
import { R, S } from '../strings';

export type Kind = 'agents' | 'claims' | 'documents';
export interface Found { id: string; label: string; about: string }

async function find(kind: Kind, words: string, signal: AbortSignal): Promise<Found[]> {
  const href = `/${kind}?limit=8&q=${encodeURIComponent(words)}`;
  if (kind === 'agents') {
    const outcome = await load<AgentPage>(href, signal);
    return 'data' in outcome ? outcome.data.items.map((one) => ({ id: one.id, label: one.name, about: R.agents.kindNames[one.kind] ?? one.kind })) : [];
  }
  if (kind === 'claims') {
    const outcome = await load<ClaimPage>(href, signal);
    return 'data' in outcome ? outcome.data.items.map((one) => ({ id: one.id, label: one.label, about: one.headline })) : [];
  }
  const outcome = await load<DocumentPage>(href, signal);
  return 'data' in outcome ? outcome.data.items.map((one) => ({ id: one.id, label: one.title ?? R.documents.untitled, about: `${one.outlet} · ${when(one.published) || S.undated}` })) : [];
}

/** A field to search with, and what it finds as buttons. `first`: what is offered before anything is typed. */
export function Pick({ kind, except, first = [], pick }: { kind: Kind; except: readonly string[]; first?: readonly Found[]; pick: (found: Found) => void }) {
  const [words, setWords] = useState('');
  const [found, setFound] = useState<Found[] | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  useEffect(() => {
    if (!words.trim()) { setFound(null); return; }
    const abort = new AbortController();
    timer.current = setTimeout(() => { find(kind, words.trim(), abort.signal).then(setFound, () => { /* other words by now */ }); }, 150);
    return () => { clearTimeout(timer.current); abort.abort(); };
  }, [words, kind]);
  const shown = (found ?? first).filter((one) => !except.includes(one.id));
  return (
    <div class="pick">
      <label class="field">{R.pick[kind]}<input type="search" dir="auto" autocomplete="off" value={words} onInput={(event) => setWords(event.currentTarget.value)} /></label>
      <p class="quiet small" role="status">{found ? R.pick.found(shown.length) : shown.length ? R.pick.near : ''}</p>
      <ul>{shown.map((one) => <li key={one.id}><button type="button" class="link" onClick={() => pick(one)}><Name>{one.label}</Name></button> <span class="quiet small">{one.about}</span></li>)}</ul>
    </div>
  );
}

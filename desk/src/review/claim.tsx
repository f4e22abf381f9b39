// What can be said of a claim as a whole: that it is one with another, and which of its roots are one occasion.
import { useState } from 'preact/hooks';
import type { ClaimView, RootView } from '../api';
import { Why } from '../parts/why';
import { Name } from '../parts/words';
import { R } from '../strings';
import { Dialog } from './correct';
import { decide } from './desk';
import { Pick } from './pick';

function Merge({ claim, close }: { claim: ClaimView; close: () => void }) {
  return (
    <Dialog title={R.claim.merge} close={close}>
      <p class="quote"><Name>{claim.label}</Name></p>
      <p class="quiet">{R.claim.mergeHint}</p>
      <Pick kind="claims" except={[claim.id]} first={claim.near.map((one) => ({ id: one.id, label: one.label, about: one.headline }))}
        pick={(found) => { decide(R.review.saidMerge(claim.label, found.label), [{ kind: 'merge', first: claim.id, second: found.id }]); close(); }} />
    </Dialog>
  );
}

function Roots({ claim, close }: { claim: ClaimView; close: () => void }) {
  const [chosen, setChosen] = useState<RootView[]>([]);
  const choose = (root: RootView) => setChosen(chosen.includes(root) ? chosen.filter((one) => one !== root) : [...chosen, root].slice(-2));
  const [a, b] = chosen;
  const folded = claim.roots.filter((root) => root.folds.length > 0);
  return (
    <Dialog title={R.claim.rootsTitle} close={close}>
      <form class="choice-of" onSubmit={(event) => { event.preventDefault(); if (a && b) { decide(R.review.saidSameRoot(a.label, b.label), [{ kind: 'same-root', first: a.id, second: b.id, value: claim.id }]); close(); } }}>
        <fieldset><legend>{R.claim.chooseTwo}</legend>
          {claim.roots.map((root) => <label key={root.id}><input type="checkbox" checked={chosen.includes(root)} onChange={() => choose(root)} /><Name>{root.label}</Name></label>)}
        </fieldset>
        <button type="submit" disabled={!a || !b || a.side !== b.side}>{R.claim.sameRoot}</button>
      </form>
      <h3>{R.claim.folds}</h3>
      {folded.length === 0 ? <p class="quiet">{R.claim.noFolds}</p> : (
        <ul>{folded.flatMap((root) => root.folds.map((fold, i) => {
          const left = root.ends[fold.a]?.label ?? root.label, right = root.ends[fold.b]?.label ?? root.label;
          return (
            <li key={`${root.id} ${i}`} class="fold"><Name>{left}</Name> {R.claim.and} <Name>{right}</Name> <Why reasons={[fold.why]} />
              <button type="button" onClick={() => { decide(R.review.saidOtherRoot(left, right), [{ kind: 'not-same-root', first: root.id, second: String(i), value: claim.id }]); close(); }}>{R.claim.otherRoot}</button>
            </li>
          );
        }))}</ul>
      )}
    </Dialog>
  );
}

export function ClaimActions({ claim }: { claim: ClaimView }) {
  const [open, setOpen] = useState<'merge' | 'roots' | null>(null);
  const close = () => setOpen(null);
  return (
    <p class="actions noprint" role="group" aria-label={R.claim.region}>
      <button type="button" onClick={() => setOpen('merge')}>{R.claim.merge}</button>
      <button type="button" onClick={() => setOpen('roots')}>{R.claim.roots}</button>
      {open === 'merge' && <Merge claim={claim} close={close} />}
      {open === 'roots' && <Roots claim={claim} close={close} />}
    </p>
  );
}

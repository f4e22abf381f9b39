// What is to be protected before anything leaves the case: a label (it stays in, a person bears a pseudonym), or taken out altogether. Decisions like any other.
import { useState } from 'preact/hooks';
import { R } from '../strings';
import { Dialog } from './correct';
import { decide } from './desk';

const labels = ['witness', 'survivor', 'minor', 'detained', 'private'] as const;

export function Protect({ id, name }: { id: string; name: string }) {
  const [open, set] = useState(false);
  return (
    <>
      <button type="button" onClick={() => set(true)}>{R.protect.button}</button>
      {open && (
        <Dialog title={R.protect.title(name)} close={() => set(false)}>
          <p>{R.protect.hint}</p>
          <p class="actions">
            {labels.map((label) => <button key={label} type="button" onClick={() => { decide(R.protect.said(name, R.protect.labels[label]!), [{ kind: 'label', first: id, value: label }]); set(false); }}>{R.protect.labels[label]}</button>)}
            <button type="button" onClick={() => { decide(R.protect.saidRedact(name), [{ kind: 'redact', first: id }]); set(false); }}>{R.protect.redact}</button>
          </p>
        </Dialog>
      )}
    </>
  );
}

// Reasons, each with a way to the words that show it.
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Reason } from '../api';
import { S } from '../strings';
import { Name, readerAt } from './words';

export function Why({ reasons, empty = false }: { reasons: readonly Reason[]; empty?: boolean }) {
  if (reasons.length === 0) return empty ? <p class="quiet">{S.why.none}</p> : null;
  return (
    <ul class="why">
      {reasons.map((reason, i) => (
        <li key={i}>
          <Name>{reason.text}</Name>
          {reason.quote && <> <q class="quote"><Name>{reason.quote}</Name></q></>}
          {reason.document && <> <a class="there" href={readerAt(reason.document, { span: reason.span })}>{S.why.read}</a></>}
        </li>
      ))}
    </ul>
  );
}

/** Reasons behind a line that opens them, with what `more` gives; not made before that: a page has hundreds. */
export function Reasons({ reasons, summary = S.why.title, more }: { reasons: readonly Reason[]; summary?: string; more?: () => ComponentChildren }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="reasons" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{summary}</summary>
      {open && <>{more?.()}<Why reasons={reasons} /></>}
    </details>
  );
}

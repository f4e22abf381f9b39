// Reasons, each with a way to the words that show it.
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

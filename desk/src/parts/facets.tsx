// Ways to narrow a list down, each with how many would be left. What is chosen is in the address.
import { useState } from 'preact/hooks';
import { changed, useAddress } from '../router';
import { figure, S } from '../strings';
import { Name } from './words';

export interface FacetValue { value: string; label: string; count: number }

interface Props {
  name: string; label: string; values: readonly FacetValue[]; few?: number;
  href?: (value: string, on: boolean) => string; // where choosing leads, if it is not the query parameter `name`
  on?: (value: string) => boolean;               // what is chosen, likewise
}

/** One facet. `name` is the query parameter; choosing what is chosen takes it out. */
export function Facet({ name, label, values, few = 6, href, on: isOn }: Props) {
  const address = useAddress();
  const [all, setAll] = useState(false);
  const chosen = isOn ? values.map((one) => one.value).filter(isOn) : address.query.getAll(name);
  const listed = [...values];
  for (const value of chosen) if (!listed.some((one) => one.value === value)) listed.unshift({ value, label: value, count: 0 });
  if (listed.length === 0) return null;
  const shown = all ? listed : listed.filter((one, i) => i < few || chosen.includes(one.value));
  return (
    <details class="facet" open>
      <summary>{label}</summary>
      <ul>
        {shown.map((one) => {
          const on = chosen.includes(one.value);
          return (
            <li key={one.value}>
              <a class="choice" aria-current={on ? 'true' : undefined} href={href ? href(one.value, on) : changed(address, { [name]: on ? null : one.value })}>
                <Name>{one.label}</Name> <span class="n">{on ? `${figure(one.count)} · ${S.list.remove}` : figure(one.count)}</span>
              </a>
            </li>
          );
        })}
      </ul>
      {listed.length > few && <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>{all ? S.list.fewer : `${S.list.more} (${figure(listed.length - shown.length)})`}</button>}
    </details>
  );
}

// A field that narrows the list of its page while one types. What is typed is in the address.
import { useEffect, useRef } from 'preact/hooks';
import { change, useAddress } from '../router';

const pause = 150; // milliseconds without a key before the list follows

export function Filter({ name, label }: { name: string; label: string }) {
  const given = useAddress().query.get(name) ?? '';
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<number | undefined>(undefined);
  useEffect(() => { if (field.current && document.activeElement !== field.current) field.current.value = given; }, [given]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const apply = (value: string) => change({ [name]: value.trim() || null }, { replace: true });
  return (
    <input ref={field} class="filter" type="search" defaultValue={given} aria-label={label} placeholder={label} dir="auto" autocomplete="off"
      onInput={(event) => {
        const value = event.currentTarget.value;
        clearTimeout(timer.current);
        timer.current = window.setTimeout(() => apply(value), pause);
      }}
      onKeyDown={(event) => { if (event.key === 'Enter') { clearTimeout(timer.current); apply(event.currentTarget.value); } }} />
  );
}

import { useAddress, format } from '../router';
import { useData } from '../data';
import { Show } from '../parts/problem';
import type { ViewProps } from './table';

export function Claims(_: ViewProps) {
  const address = useAddress();
  const loaded = useData<unknown>(format(address));
  return <><h1>Claims</h1><Show of={loaded}>{(data) => <pre>{JSON.stringify(data, null, 1).slice(0, 3000)}</pre>}</Show></>;
}

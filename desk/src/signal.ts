// A value that views watch: a component that uses it is drawn again when it changes.
import { useLayoutEffect, useState } from 'preact/hooks';

export class Signal<T> {
  private readonly listeners = new Set<() => void>();
  constructor(private now: T) {}
  get value(): T { return this.now; }
  set value(next: T) {
    this.now = next;
    for (const tell of [...this.listeners]) tell();
  }
  /** Calls `tell` at each change; gives what ends that. */
  listen(tell: () => void): () => void { this.listeners.add(tell); return () => { this.listeners.delete(tell); }; }
}

export function useSignal<T>(signal: Signal<T>): T {
  const [value, set] = useState(() => signal.value);
  useLayoutEffect(() => { // not after the drawing: a key pressed in between would find the value before
    const tell = () => set(() => signal.value);
    tell();
    return signal.listen(tell);
  }, [signal]);
  return value;
}

// Rows that stay as they are while what is around them changes.
import { Component, type ComponentType, createElement } from 'preact';

const alike = (a: unknown, b: unknown) => a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/** The component, drawn anew only when one of its properties is: data that has been fetched again counts by what it says. Its properties are data, no functions or sets. */
export function fixed<P extends object>(Shown: ComponentType<P>): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P): boolean {
      return (Object.keys(next) as (keyof P)[]).some((name) => !alike(next[name], this.props[name]));
    }
    override render() { return createElement(Shown, this.props); }
  };
}

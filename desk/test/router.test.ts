import { describe, expect, it } from 'vitest';
import { changed, dataAddress, format, match, parse } from '../src/router';

describe('addresses', () => {
  it('are taken apart and put together again', () => {
    for (const href of ['/claims', '/claims?q=depot', '/claims/c1?without=r1,r2&without_fold=r3:0', '/documents/d1?at=d1.4&words=10-40']) expect(format(parse(href))).toBe(href);
  });
  it('lose the slash at their end and what stands behind #', () => {
    expect(parse('/claims/').path).toBe('/claims');
    expect(parse('/').path).toBe('/');
    expect(parse('/claims?q=a#b?c').query.get('q')).toBe('a');
    expect(parse('/claims#a?b=c').query.toString()).toBe('');
  });
  it('lead to their data', () => {
    expect(dataAddress('/claims?q=a%20b')).toBe('/claims.json?q=a+b');
    expect(dataAddress('/claims/c1')).toBe('/claims/c1.json');
  });
  it('keep letters of any script', () => {
    const href = changed(parse('/search'), { q: 'كتب & 维吾尔?' });
    expect(parse(href).query.get('q')).toBe('كتب & 维吾尔?');
  });
});

describe('a change of the query', () => {
  const at = parse('/claims?q=a&outlet=x&outlet=y&offset=50');
  it('starts at the first page again', () => { expect(changed(at, { q: 'b' })).toBe('/claims?outlet=x&outlet=y&q=b'); });
  it('turns pages', () => { expect(parse(changed(at, { offset: 100 })).query.get('offset')).toBe('100'); });
  it('takes names out that are empty, false or null', () => { expect(changed(at, { q: '', outlet: null, offset: 0 })).toBe('/claims'); });
  it('gives a list several times', () => { expect(parse(changed(at, { outlet: ['x', 'z'] })).query.getAll('outlet')).toEqual(['x', 'z']); });
  it('does not touch the address that it is made from', () => { changed(at, { q: null }); expect(at.query.get('q')).toBe('a'); });
});

describe('a pattern', () => {
  it('gives the named parts, decoded', () => { expect(match('/documents/:id/difference', '/documents/d%201/difference')).toEqual({ id: 'd 1' }); });
  it('matches whole paths only', () => {
    expect(match('/claims', '/claims/c1')).toBeNull();
    expect(match('/claims/:id', '/claims')).toBeNull();
  });
  it('does not fall over what cannot be decoded', () => { expect(match('/claims/:id', '/claims/%E0%A4%A')).toBeNull(); });
});

import { describe, expect, it } from 'vitest';
import { CodePoints, segments, spanFrom } from '../src/text';

const texts = ['', 'plain', 'a😀b', '😀😀😀', 'x𠮷野屋y', 'كَتَبَ في', '\ud800 alone', 'end \udc00', 'mixed 😀 and \ud83d'];

describe('offsets', () => {
  it('are those of the code points, whatever the text', () => {
    for (const text of texts) {
      const points = new CodePoints(text);
      const all = [...text];
      expect(points.length).toBe(all.length);
      let unit = 0;
      all.forEach((one, i) => {
        expect(points.toUtf16(i)).toBe(unit);
        expect(points.fromUtf16(unit)).toBe(i);
        if (one.length === 2) expect(points.fromUtf16(unit + 1)).toBe(i); // inside a pair: the pair's
        unit += one.length;
      });
      expect(points.toUtf16(all.length)).toBe(text.length);
      expect(points.fromUtf16(text.length)).toBe(all.length);
    }
  });
  it('outside the text are its ends', () => {
    const points = new CodePoints('a😀');
    expect([points.toUtf16(-1), points.toUtf16(99), points.fromUtf16(99)]).toEqual([0, 3, 2]);
    expect(points.slice([1, 99])).toBe('😀');
  });
});

describe('segments', () => {
  it('give the whole text back', () => {
    const text = 'The 😀 said that it was so.';
    const marks = [{ span: [0, 5] as [number, number], kind: 'source' }, { span: [4, 12] as [number, number], kind: 'cue' }, { span: [6, 7] as [number, number], kind: 'x' }];
    const cut = segments(text, marks);
    expect(cut.map((one) => one.text).join('')).toBe(text);
    expect(cut.find((one) => one.text === '😀')!.marks.map((mark) => mark.kind)).toEqual(['source', 'cue']);
  });
  it('leave out marks that are empty, turned round or outside', () => {
    expect(segments('abc', [{ span: [1, 1], kind: 'a' }, { span: [2, 1], kind: 'b' }, { span: [5, 9], kind: 'c' }])).toEqual([{ text: 'abc', span: [0, 3], marks: [] }]);
  });
  it('keep to a part of the text', () => { expect(segments('abcdef', [{ span: [0, 6], kind: 'a' }], [2, 4]).map((one) => one.text)).toEqual(['cd']); });
  it('of a text without end of marks are cut once each', () => {
    const text = 'a'.repeat(20_000);
    const marks = Array.from({ length: 2000 }, (_, i) => ({ span: [i * 10, i * 10 + 5] as [number, number], kind: 'x' }));
    expect(segments(text, marks)).toHaveLength(4000);
  });
});

describe('a span of an address', () => {
  it('is two numbers in order', () => {
    expect(spanFrom('12-40')).toEqual([12, 40]);
    for (const words of [null, '', '40-12', '1-', 'a-b', '-1-2', '1-99999999999']) expect(spanFrom(words)).toBeNull();
  });
});

import { describe, expect, it } from 'vitest';
import { joined, moveBoth, moveEdge, newPiece, sameSpans, trimmed, wordBegin, wordEnd } from '../src/review/spans';
import { CodePoints } from '../src/text';

const text = new CodePoints('Guards 😀 had “beaten” them.');
//                           0      7 9   13       22

describe('spans', () => {
  it('moves ends by words, and never beyond the text or over each other', () => {
    expect(moveEdge(text, [0, 6], 'end', true)).toEqual([0, 12]); // over the picture, which is no word
    expect(moveEdge(text, [0, 12], 'end', false)).toEqual([0, 6]);
    expect(moveEdge(text, [0, 6], 'end', false)).toEqual([0, 6]);
    expect(moveEdge(text, [9, 12], 'begin', false)).toEqual([0, 12]);
    expect(moveEdge(text, [0, 12], 'begin', true)).toEqual([9, 12]);
    expect(moveEdge(text, [22, 26], 'end', true)).toEqual([22, 27]);
    expect(moveBoth(text, [9, 12], true)).toEqual([14, 20]);
    expect(moveBoth(text, [14, 20], false)).toEqual([9, 12]);
  });
  it('knows words of scripts without spaces', () => {
    const chinese = new CodePoints('警方否认了这一说法');
    expect(wordEnd(chinese, 0)).toBe(2);
    expect(wordBegin(chinese, 2)).toBe(0);
    expect(wordEnd(new CodePoints(''), 0)).toBe(0);
  });
  it('takes blanks off and joins what touches', () => {
    expect(trimmed(text, [6, 13])).toEqual([7, 12]);
    expect(trimmed(text, [6, 7])).toBeNull();
    expect(joined([[5, 9], [0, 2], [2, 4], [9, 9]])).toEqual([[0, 4], [5, 9]]);
    expect(sameSpans({ source: [], cue: [], content: [[0, 4]] }, { source: [], cue: [], content: [[0, 2], [2, 4]] })).toBe(true);
  });
  it('starts a new piece behind what is there', () => {
    expect(newPiece(text, { source: [[0, 6]], cue: [], content: [] }, 'source')).toEqual([9, 12]);
    expect(newPiece(text, { source: [], cue: [], content: [] }, 'cue')).toEqual([0, 6]);
    expect(newPiece(text, { source: [], cue: [], content: [[22, 26]] }, 'content')).toEqual([22, 27]);
  });
});

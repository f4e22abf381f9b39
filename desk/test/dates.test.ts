import { describe, expect, it } from 'vitest';
import { day, monthDays, range, vague, when } from '../src/dates';

const days = (words: string) => { const one = range(words); return one && [new Date(one.from).toISOString().slice(0, 10), new Date(one.to - 1).toISOString().slice(0, 10)]; };

describe('the days that an expression may mean', () => {
  it.each([
    ['2031-05-06', '2031-05-06', '2031-05-06'], ['2031-05-06T23:30:00+02:00', '2031-05-06', '2031-05-06'], ['2031-05', '2031-05-01', '2031-05-31'], ['2031', '2031-01-01', '2031-12-31'],
    ['2032-02', '2032-02-01', '2032-02-29'], ['203X', '2030-01-01', '2039-12-31'], ['20XX', '2000-01-01', '2099-12-31'], ['2031-XX', '2031-01-01', '2031-12-31'], ['2031-05-XX', '2031-05-01', '2031-05-31'],
    ['2031-05?', '2031-05-01', '2031-05-31'], ['2031~', '2031-01-01', '2031-12-31'], ['2031-22', '2031-06-01', '2031-08-31'], ['2031-24', '2031-12-01', '2032-02-29'], ['2031-05-06/2031-05-09', '2031-05-06', '2031-05-09'],
    ['2031-05/2031-06', '2031-05-01', '2031-06-30'], ['../2031-05', '2031-05-01', '2031-05-31'], ['0050-01-01', '0050-01-01', '0050-01-01'],
  ])('%s', (words, from, to) => { expect(days(words)).toEqual([from, to]); });
  it('are none for what is no date', () => { for (const words of ['', 'yesterday', '2031-13', '2031-02-30', '31-05-06', '2031-05-09/2031-05-06', '2031/2032/2033', '../..', '2031-00-10']) expect(range(words)).toBeNull(); });
  it('are vague if more than one', () => { expect([vague(range('2031-05')!), vague(range('2031-05-06')!)]).toEqual([true, false]); });
  it('end after their last moment', () => { expect(range('2031-05-06')!.to - range('2031-05-06')!.from).toBe(day); });
});

describe('a day in words', () => {
  it.each([
    ['2031-05-06', null, '6 May 2031'], ['2031-05', null, 'May 2031'], ['2031', null, '2031'], ['2031?', null, 'about 2031'], ['2031-05-06', '2031-05-09', '6–9 May 2031'],
    ['2031-05-30', '2031-06-02', '30 May – 2 Jun 2031'], ['2030-12-30', '2031-01-02', '30 Dec 2030 – 2 Jan 2031'], ['2030', '2031', '2030–2031'], ['last week', null, 'last week'],
  ])('%s', (words, end, written) => { expect(when(words, end)).toBe(written); });
  it('is empty for none', () => { expect(when(null)).toBe(''); });
});

it('a month has its days', () => {
  expect(monthDays('2032-02')).toEqual(['2032-02-01', '2032-02-29']);
  expect(monthDays('whenever')).toBeNull();
});

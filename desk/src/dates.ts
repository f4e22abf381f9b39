// Days as the server gives them: ISO 8601, or EDTF where only a month, a year, a decade or a stretch is known. A vague day is never drawn as its first day.

export const day = 86_400_000; // milliseconds
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const short = months.map((name) => name.slice(0, 3));

/** Milliseconds since 1970, UTC: the first moment, and the first moment after it. */
export interface Range { from: number; to: number }

const utc = (year: number, month: number, date: number) => {
  const at = new Date(0);
  at.setUTCFullYear(year, month, date); // Date.UTC would take the years 0 to 99 for those of the last century
  return at.getTime();
};

function single(words: string): Range | null {
  const match = /^(-?\d{2,4}X{0,2})(?:-(\d\d|XX))?(?:-(\d\d|XX))?(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?[?~%]?$/.exec(words);
  if (!match) return null;
  const [, year, month, date] = match as unknown as [string, string, string | undefined, string | undefined];
  if (year.replace('-', '').length !== 4) return null;
  if (year.includes('X')) return { from: utc(Number(year.replace(/X/g, '0')), 0, 1), to: utc(Number(year.replace(/X/g, '9')) + 1, 0, 1) };
  const y = Number(year);
  if (month === undefined || month === 'XX') return { from: utc(y, 0, 1), to: utc(y + 1, 0, 1) };
  const m = Number(month);
  if (m >= 21 && m <= 24) return { from: utc(y, (m - 21) * 3 + 2, 1), to: utc(y, (m - 21) * 3 + 5, 1) }; // seasons of the northern half
  if (m < 1 || m > 12) return null;
  if (date === undefined || date === 'XX') return { from: utc(y, m - 1, 1), to: utc(y, m, 1) };
  const d = Number(date);
  const at = utc(y, m - 1, d);
  if (d < 1 || new Date(at).getUTCMonth() !== m - 1) return null;
  return { from: at, to: at + day };
}

/** The days that an EDTF expression may mean: "2031-05", "203X", "2031-05-06/2031-05-09", "2031-21". null: it is none, or open on both sides. */
export function range(words: string | null | undefined): Range | null {
  if (!words) return null;
  const ends = words.trim().split('/');
  if (ends.length > 2) return null;
  const first = single(ends[0]!);
  if (ends.length === 1) return first;
  const last = single(ends[1]!);
  if (first && last) return first.from <= last.to ? { from: first.from, to: last.to } : null;
  return first ?? last; // "../2031-05": as much of it as is known
}

/** Whether it is less exact than a day. */
export const vague = (one: Range) => one.to - one.from > day;

const written = (at: number) => { const date = new Date(at); return { y: date.getUTCFullYear(), m: date.getUTCMonth(), d: date.getUTCDate() }; };

/** A day in words, as exact as it is known: "6 May 2031", "May 2031", "2031", "6–9 May 2031". What is no date stays as it is. */
export function when(words: string | null | undefined, end?: string | null): string {
  if (!words) return '';
  const one = range(end ? `${words.split('/')[0]}/${end}` : words);
  if (!one) return words;
  const a = written(one.from), b = written(one.to - 1);
  const about = /[?~%]/.test(words) ? 'about ' : '';
  if (!vague(one)) return `${about}${a.d} ${months[a.m]} ${a.y}`;
  if (a.m === 0 && a.d === 1 && b.m === 11 && b.d === 31) return a.y === b.y ? `${about}${a.y}` : `${about}${a.y}–${b.y}`;
  const last = utc(b.y, b.m + 1, 0) <= one.to - 1;
  if (a.y === b.y && a.m === b.m) return a.d === 1 && last ? `${about}${months[a.m]} ${a.y}` : `${about}${a.d}–${b.d} ${months[a.m]} ${a.y}`;
  return `${about}${a.d} ${short[a.m]}${a.y === b.y ? '' : ` ${a.y}`} – ${b.d} ${short[b.m]} ${b.y}`;
}

/** "2031-05-06" of a moment. */
export function isoDay(at: number): string { return Number.isFinite(at) && Math.abs(at) < 8.64e15 ? new Date(at).toISOString().slice(0, 10) : ''; }
/** First and last day of a month "2031-05". */
export function monthDays(month: string): [string, string] | null {
  const one = range(month);
  return one ? [isoDay(one.from), isoDay(one.to - 1)] : null;
}

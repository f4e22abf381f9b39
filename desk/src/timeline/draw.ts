// Paints the timeline: what was said above the axis, what is said to have happened below it.
import { utcTicks } from 'd3-time';
import { when } from '../dates';
import { figure, S } from '../strings';
import { bins, entryWords, packed, type Bin, type Box, type Placed, type Window } from './lanes';

export interface Colors { ink: string; quiet: string; line: string; paper: string; accent: string; wash: string; second: string; secondWash: string; mark: string }
export interface Lane { name: 'said' | 'happened'; entries: readonly Placed[]; top: number; height: number; up: boolean; color: string; wash: string }
/** What lies where on the canvas, for the mouse: in CSS pixels. */
export interface Hit { x0: number; x1: number; y0: number; y1: number; placed?: Placed; bin?: Bin; lane: Lane['name'] }

const axisHeight = 26;
const months = (at: Date) => at.toLocaleDateString('en', { month: 'short', timeZone: 'UTC' });

function tickWords(at: Date): string {
  if (at.getUTCDate() !== 1) return `${at.getUTCDate()} ${months(at)}`;
  return at.getUTCMonth() === 0 ? `${at.getUTCFullYear()}` : months(at);
}

/** Draws a frame and gives what can be pointed at. `size` in CSS pixels; `pen` is scaled already. */
export function draw(pen: CanvasRenderingContext2D, size: { width: number; height: number }, window: Window, said: readonly Placed[], happened: readonly Placed[], chosen: string | null, hovered: Hit | null, colors: Colors): Hit[] {
  const { width, height } = size;
  const hits: Hit[] = [];
  pen.clearRect(0, 0, width, height);
  pen.font = '12px system-ui, sans-serif';
  pen.textBaseline = 'middle';
  const middle = Math.round(height / 2), half = middle - axisHeight / 2;
  const x = (at: number) => (at - window.from) / (window.to - window.from) * width;
  // the axis, with days or months or years
  const ticks = utcTicks(new Date(window.from), new Date(window.to), Math.max(3, width / 95)).filter((tick) => tick.getTime() % 86_400_000 === 0); // nothing is known to the hour
  pen.strokeStyle = colors.line;
  pen.lineWidth = 1;
  pen.beginPath();
  for (const tick of ticks) { const at = Math.round(x(tick.getTime())) + 0.5; pen.moveTo(at, 0); pen.lineTo(at, middle - axisHeight / 2); pen.moveTo(at, middle + axisHeight / 2); pen.lineTo(at, height); }
  pen.stroke();
  pen.fillStyle = colors.quiet;
  pen.textAlign = 'center';
  let year = 0, taken = -Infinity; // up to where there are words already
  for (const tick of ticks) {
    const short = tickWords(tick), shown = tick.getUTCFullYear();
    const words = shown === year || short === `${shown}` ? short : `${short} ${shown}`;
    const half = pen.measureText(words).width / 2, at = Math.max(half + 4, Math.min(width - half - 4, x(tick.getTime())));
    if (at - half < taken + 8) continue;
    pen.fillText(words, at, middle);
    taken = at + half;
    year = shown;
  }
  pen.strokeStyle = colors.quiet;
  pen.beginPath();
  pen.moveTo(0, middle - axisHeight / 2 + 0.5); pen.lineTo(width, middle - axisHeight / 2 + 0.5);
  pen.moveTo(0, middle + axisHeight / 2 - 0.5); pen.lineTo(width, middle + axisHeight / 2 - 0.5);
  pen.stroke();
  const lanes: Lane[] = [
    { name: 'said', entries: said, top: 0, height: half, up: true, color: colors.accent, wash: colors.wash },
    { name: 'happened', entries: happened, top: middle + axisHeight / 2, height: half, up: false, color: colors.second, wash: colors.secondWash },
  ];
  for (const lane of lanes) drawLane(pen, width, window, lane, chosen, hovered, colors, hits);
  pen.textAlign = 'left';
  pen.font = '600 12px system-ui, sans-serif';
  for (const lane of lanes) {
    const words = S.timeline.lanes[lane.name];
    const y = lane.up ? 12 : height - 12;
    pen.fillStyle = colors.paper;
    pen.fillRect(4, y - 9, pen.measureText(words).width + 8, 18);
    pen.fillStyle = lane.color;
    pen.fillText(words, 8, y);
  }
  return hits;
}

const fewEnough = 700; // entries in sight that are tried one by one

function drawLane(pen: CanvasRenderingContext2D, width: number, window: Window, lane: Lane, chosen: string | null, hovered: Hit | null, colors: Colors, hits: Hit[]): void {
  let seen = 0;
  for (const one of lane.entries) if (one.to > window.from && one.from < window.to && ++seen > fewEnough) break;
  if (seen === 0) return;
  const room = lane.height - 24; // the lane's name
  if (seen <= fewEnough) {
    const rows = Math.floor(room / 20);
    const tall = packed(lane.entries, window, width, rows, true) ?? packed(lane.entries, window, width, rows, false);
    if (tall) return drawBoxes(pen, lane, tall, 20, chosen, hovered, colors, hits);
    const flat = packed(lane.entries, window, width, Math.floor(room / 9), false);
    if (flat) return drawBoxes(pen, lane, flat.map((box) => ({ ...box, label: '' })), 9, chosen, hovered, colors, hits);
  }
  drawBins(pen, lane, bins(lane.entries, window, width), (at) => (at - window.from) / (window.to - window.from) * width, room, hovered, colors, hits);
}

function drawBoxes(pen: CanvasRenderingContext2D, lane: Lane, boxes: readonly Box[], step: number, chosen: string | null, hovered: Hit | null, colors: Colors, hits: Hit[]): void {
  const base = lane.up ? lane.top + lane.height - 3 : lane.top + 3;
  pen.textAlign = 'left';
  for (const { placed, x0, x1, row, label } of boxes) {
    const thick = step > 12 ? 5 : 6;
    const y = lane.up ? base - row * step - thick : base + row * step;
    const textY = lane.up ? y - 7 : y + thick + 8;
    const lit = placed.key === chosen || placed.key === hovered?.placed?.key;
    if (lit) { pen.fillStyle = colors.mark; pen.fillRect(x0 - 3, lane.up ? y - step + thick - 1 : y - 2, Math.max(x1 - x0, label.length * 6.3) + 8, step); }
    pen.fillStyle = placed.vague ? lane.wash : lane.color;
    pen.strokeStyle = lane.color;
    pen.beginPath();
    pen.roundRect(x0 + 0.5, y + 0.5, Math.max(5, x1 - x0 - 2), thick - 1, 2.5);
    pen.fill();
    if (placed.vague) { pen.setLineDash([3, 2]); pen.stroke(); pen.setLineDash([]); }
    if (label) { pen.fillStyle = colors.ink; pen.fillText(label, x0 + 1, textY); }
    hits.push({ x0: x0 - 3, x1: Math.max(x1, x0 + label.length * 6.3) + 3, y0: Math.min(y, label ? textY - 8 : y) - 1, y1: Math.max(y + thick, label ? textY + 8 : y + thick) + 1, placed, lane: lane.name });
  }
}

function drawBins(pen: CanvasRenderingContext2D, lane: Lane, list: readonly Bin[], x: (at: number) => number, room: number, hovered: Hit | null, colors: Colors, hits: Hit[]): void {
  let most = 1;
  for (const bin of list) most = Math.max(most, bin.exact + bin.vague);
  const base = lane.up ? lane.top + lane.height - 1 : lane.top + 1;
  const bar = (bin: Bin, from: number, amount: number, color: string) => {
    const x0 = x(bin.from), length = amount / most * room, begin = from / most * room;
    pen.fillStyle = color;
    pen.fillRect(x0 + 0.5, lane.up ? base - begin - length : base + begin, Math.max(1, x(bin.to) - x0 - 1), length);
  };
  for (const bin of list) {
    if (bin.exact + bin.vague <= 0) continue;
    const x0 = x(bin.from), x1 = x(bin.to);
    if (hovered?.bin && hovered.lane === lane.name && hovered.bin.from === bin.from) { pen.fillStyle = colors.mark; pen.fillRect(x0, lane.up ? base - room : base, x1 - x0, room); }
    bar(bin, 0, bin.exact, lane.color);
    bar(bin, bin.exact, bin.vague, lane.wash);
    hits.push({ x0, x1, y0: lane.top, y1: lane.top + lane.height, bin, lane: lane.name });
  }
  pen.fillStyle = colors.quiet;
  pen.textAlign = 'right';
  pen.fillText(S.timeline.most(Math.ceil(most)), x(list[list.length - 1]!.to) > 0 ? pen.canvas.clientWidth - 8 : 0, lane.up ? 12 : lane.top + lane.height - 12);
}

/** A hit in words, for the line under the canvas. */
export function hitWords(hit: Hit): string {
  if (hit.placed) {
    const { entry } = hit.placed;
    return `${when(entry.date, entry.end)}: ${entryWords(entry)}${entry.outlet && entryWords(entry) !== entry.outlet ? ` · ${entry.outlet}` : ''}`;
  }
  if (hit.bin) {
    const days = `${new Date(hit.bin.from).toISOString().slice(0, 10)}/${new Date(hit.bin.to - 1).toISOString().slice(0, 10)}`;
    return `${when(days)}: ${S.timeline.entries(Math.round(hit.bin.exact + hit.bin.vague))}${hit.bin.vague >= 0.5 ? `, ${S.timeline.someVague}` : ''} (${figure(Math.round(hit.bin.exact))} ${S.timeline.exact})`;
  }
  return '';
}

// Figures by date, drawn with uPlot: a point a figure, a bar where it is a range or the day is vague. The table beside it says the same.
import { useEffect, useRef, useState } from 'preact/hooks';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import type { FigureSeries } from '../api';
import { day, range, when } from '../dates';
import { figure, S } from '../strings';
import { valueWords } from './ledger';

export interface ChartProps { series: FigureSeries }
type Point = FigureSeries['points'][0];

const height = 200; // CSS pixels

/** The points that have a number and a date, by date. */
function datedPoints(series: FigureSeries): { point: Point; from: number; to: number; at: number }[] {
  return series.points.flatMap((point) => {
    const days = range(point.as_of ?? point.document.published);
    return days && point.value !== null ? [{ point, from: days.from / 1000, to: (days.to - day) / 1000, at: (days.from + days.to - day) / 2000 }] : [];
  }).sort((a, b) => a.at - b.at);
}

export function Chart({ series }: ChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [read, setRead] = useState<string>('');
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const points = datedPoints(series);
    const color = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const ratio = devicePixelRatio;
    const draw = (plot: uPlot) => {
      const pen = plot.ctx;
      pen.save();
      pen.lineWidth = 1.5 * ratio;
      for (const { point, from, to, at } of points) {
        const x = plot.valToPos(at, 'x', true), y = plot.valToPos(point.value!, 'y', true);
        pen.strokeStyle = pen.fillStyle = color(point.superseded ? '--strong-line' : '--accent');
        pen.beginPath();
        if (to > from) { pen.moveTo(plot.valToPos(from, 'x', true), y); pen.lineTo(plot.valToPos(to, 'x', true), y); }
        if (point.low !== null && point.high !== null && point.low !== point.high) { pen.moveTo(x, plot.valToPos(point.low, 'y', true)); pen.lineTo(x, plot.valToPos(point.high, 'y', true)); }
        if (point.bound === 'at_least' || point.bound === 'more_than') { pen.moveTo(x, y); pen.lineTo(x, y - 14 * ratio); pen.moveTo(x - 4 * ratio, y - 10 * ratio); pen.lineTo(x, y - 14 * ratio); pen.lineTo(x + 4 * ratio, y - 10 * ratio); }
        if (point.bound === 'at_most' || point.bound === 'less_than') { pen.moveTo(x, y); pen.lineTo(x, y + 14 * ratio); pen.moveTo(x - 4 * ratio, y + 10 * ratio); pen.lineTo(x, y + 14 * ratio); pen.lineTo(x + 4 * ratio, y + 10 * ratio); }
        pen.stroke();
        pen.beginPath();
        pen.arc(x, y, 4 * ratio, 0, 2 * Math.PI);
        if (point.superseded) { pen.fillStyle = color('--sheet'); pen.fill(); pen.stroke(); } else pen.fill();
      }
      pen.restore();
    };
    const values = points.flatMap(({ point }) => [point.value!, point.low ?? point.value!, point.high ?? point.value!]);
    const axis: uPlot.Axis = { stroke: () => color('--quiet'), grid: { stroke: () => color('--line'), width: 1 }, ticks: { show: false }, font: '12px system-ui, sans-serif' };
    const plot = new uPlot({
      width: Math.max(200, element.clientWidth), height, legend: { show: false }, cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
      scales: {
        x: { time: true, range: (_, low, high) => { const pad = Math.max((high - low) * 0.06, 86_400); return [low - pad, high + pad]; } },
        y: { range: () => { const high = Math.max(...values), low = Math.min(...values, 0); return [low, high + Math.max((high - low) * 0.15, 1)]; } },
      },
      series: [{}, { paths: () => null, points: { show: false } }],
      axes: [{ ...axis, values: (_, ticks) => ticks.map((tick) => when(new Date(tick * 1000).toISOString().slice(0, 10)).replace(/ (\w{3})\w* (\d{4})$/, ' $1 $2')), space: 90, size: 34 }, { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => figure(tick)) }],
      hooks: {
        draw: [draw],
        setCursor: [(self) => {
          const index = self.cursor.idx;
          const found = index === null || index === undefined ? undefined : points[index];
          setRead(found ? `${when(found.point.as_of ?? found.point.document.published)}: ${valueWords(found.point)} · ${found.point.document.outlet}` : '');
        }],
      },
    }, [points.map((one) => one.at), points.map((one) => one.point.value)], element);
    plot.root.setAttribute('aria-hidden', 'true');
    const resize = new ResizeObserver(() => plot.setSize({ width: Math.max(200, element.clientWidth), height }));
    resize.observe(element);
    const redraw = () => plot.redraw();
    const theme = new MutationObserver(redraw);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', redraw);
    return () => { resize.disconnect(); theme.disconnect(); dark.removeEventListener('change', redraw); plot.destroy(); };
  }, [series]);
  return (
    <div class="chart">
      <div ref={box} role="img" aria-label={S.ledger.chart(series.quantity, series.points.length)} />
      <p class="readout small quiet" aria-hidden="true">{read}&nbsp;</p>
    </div>
  );
}

// The figures that are given for one quantity: as a chart by date, and as a table with the words of each.
import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { FigureRow, FigureSeries, FigureValue } from '../api';
import { range, when } from '../dates';
import { figure, S } from '../strings';
import type { ChartProps } from './chart';
import { Reasons, Why } from './why';
import { Name, readerAt } from './words';

type Point = FigureSeries['points'][0];

/** "at least 12 people" */
export function valueWords(point: FigureValue): string {
  const bound = S.ledger.bounds[point.bound] ?? point.bound;
  const number = point.bound === 'between' && point.low !== null && point.high !== null ? `${figure(point.low)} ${S.claim.and} ${figure(point.high)}`
    : point.value !== null ? figure(point.value) : point.low !== null ? figure(point.low) : point.high !== null ? figure(point.high) : S.ledger.none;
  return [bound, number, point.unit].filter(Boolean).join(' ');
}

/** "12 – 240 people": from the lowest to the highest figure. */
export function spread(series: FigureRow): string {
  if (series.low === null || series.high === null) return S.ledger.none;
  return `${S.ledger.range(figure(series.low), figure(series.high))}${series.unit ? ` ${series.unit}` : ''}`;
}

const dated = (series: FigureSeries) => series.points.filter((point) => point.value !== null && range(point.as_of ?? point.document.published));
/** Whether a chart says more than the table: two figures of different dates or sizes. */
export function worthDrawing(series: FigureSeries): boolean {
  const points = dated(series);
  return points.length >= 2 && (new Set(points.map((one) => one.value)).size > 1 || new Set(points.map((one) => one.as_of ?? one.document.published)).size > 1);
}

/** The chart's code is large and comes when it is needed. */
function Chart(props: ChartProps) {
  const [Shown, set] = useState<ComponentType<ChartProps> | null>(null);
  useEffect(() => { import('./chart').then((code) => set(() => code.Chart), () => { /* the table says it all */ }); }, []);
  return Shown ? <Shown {...props} /> : <div class="chart waiting" aria-busy="true" />;
}

export function Ledger({ series, here, level = 3 }: { series: FigureSeries; here?: string; level?: 2 | 3 | 0 }) {
  const standing = (point: Point) => <>{S.ledger.stands[point.stand] ?? point.stand}{point.to && point.stand !== 'first' && <> {valueWords(point.to)} (<Name>{point.to.outlet}</Name>)</>}</>;
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="ledger">
      {level !== 0 && <Heading><Name>{series.quantity}</Name> <span class="quiet small">{S.ledger.points(series.total)}</span></Heading>}
      {worthDrawing(series) && <Chart series={series} />}
      {series.changed.length > 0 && <div><b class="small">{S.ledger.changed}</b><Why reasons={series.changed} /></div>}
      <div class="scrolls" tabIndex={0} role="group" aria-label={series.quantity}>
        <table>
          <thead><tr><th scope="col">{S.ledger.value}</th><th scope="col">{S.ledger.when}</th><th scope="col">{S.ledger.who}</th><th scope="col">{S.ledger.source}</th><th scope="col">{S.ledger.stand}</th></tr></thead>
          <tbody>
            {series.points.map((point, i) => (
              <tr key={i} class={point.superseded ? 'superseded' : ''}>
                <td><a href={readerAt(point.document.id, { span: point.span, claim: here ?? point.claim })} title={point.quote}>{valueWords(point)}</a></td>
                <td>{point.as_of ? when(point.as_of) : S.undated}{!point.as_of_stated && point.as_of && <span class="quiet small"> ({S.ledger.stated})</span>}</td>
                <td>{point.agent && <a href={`/agents/${encodeURIComponent(point.agent.id)}`}><Name>{point.agent.name}</Name></a>}</td>
                <td><Name>{point.document.outlet}</Name></td>
                <td>{point.superseded ? <span class="tag unknown">{S.ledger.superseded}</span> : standing(point)}
                  {point.claim && point.claim !== here && <> <a href={`/claims/${encodeURIComponent(point.claim)}`}>{S.ledger.claim}</a></>}
                  {point.why && <Reasons reasons={[point.why]} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {here && series.total > series.points.length && <p><a href={`/figures?open=${encodeURIComponent(series.id)}&q=${encodeURIComponent(series.quantity)}`}>{S.ledger.rest(series.total - series.points.length)}</a></p>}
    </div>
  );
}

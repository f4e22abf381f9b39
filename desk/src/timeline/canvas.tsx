// The canvas of the timeline with mouse, touch and keys. It draws only when something has changed, once a frame.
import { useEffect, useImperativeHandle, useRef, useState } from 'preact/hooks';
import type { Ref } from 'preact';
import { S } from '../strings';
import { draw, hitWords, type Colors, type Hit } from './draw';
import { panned, zoomed, type Placed, type Window } from './lanes';

/** What keys and buttons do with it. */
export interface TimelineHandle { zoom: (factor: number) => void; pan: (share: number) => void; to: (window: Window) => void } // to: at once, whatever moves
interface Props {
  entries: readonly Placed[]; window: Window; chosen: string | null; handle: Ref<TimelineHandle>;
  onWindow: (window: Window) => void;   // after a gesture has come to rest
  onChoose: (placed: Placed) => void;
}

const rest = 180; // milliseconds without a movement before the address follows
const height = 440;

function readColors(): Colors {
  const style = getComputedStyle(document.documentElement);
  const color = (name: string) => style.getPropertyValue(name).trim();
  return { ink: color('--ink'), quiet: color('--quiet'), line: color('--line'), paper: color('--sheet'), accent: color('--accent'), wash: color('--accent-wash'), second: color('--unknown'), secondWash: color('--unknown-wash'), mark: color('--mark') };
}

export function TimelineCanvas({ entries, window: given, chosen, handle, onWindow, onChoose }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [words, setWords] = useState('');
  const state = useRef({ window: given, said: [] as Placed[], happened: [] as Placed[], chosen, hovered: null as Hit | null, hits: [] as Hit[], width: 0, colors: null as Colors | null, frame: 0, timer: 0, moving: false });
  const tell = useRef(onWindow), choose = useRef(onChoose);
  tell.current = onWindow;
  choose.current = onChoose;

  const paint = () => {
    const now = state.current;
    if (now.frame) return;
    now.frame = requestAnimationFrame(() => {
      now.frame = 0;
      const element = canvas.current, pen = element?.getContext('2d');
      if (!element || !pen || now.width === 0) return;
      const ratio = devicePixelRatio || 1;
      if (element.width !== Math.round(now.width * ratio)) { element.width = Math.round(now.width * ratio); element.height = Math.round(height * ratio); }
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      now.colors ??= readColors();
      now.hits = draw(pen, { width: now.width, height }, now.window, now.said, now.happened, now.chosen, now.hovered, now.colors);
    });
  };
  const moveTo = (window: Window) => {
    const now = state.current;
    now.window = window;
    now.moving = true;
    now.hovered = null;
    clearTimeout(now.timer);
    now.timer = globalThis.window.setTimeout(() => { now.moving = false; tell.current(now.window); }, rest);
    paint();
  };
  useImperativeHandle(handle, () => ({
    zoom: (factor) => { const { window } = state.current; moveTo(zoomed(window, factor, (window.from + window.to) / 2)); },
    pan: (share) => { const { window } = state.current; moveTo(panned(window, (window.to - window.from) * share)); },
    to: (window) => { const now = state.current; clearTimeout(now.timer); now.moving = false; now.window = window; paint(); },
  }), []);

  useEffect(() => {
    state.current.said = entries.filter((one) => one.entry.said);
    state.current.happened = entries.filter((one) => !one.entry.said);
    paint();
  }, [entries]);
  useEffect(() => { if (!state.current.moving) { state.current.window = given; paint(); } }, [given.from, given.to]);
  useEffect(() => { state.current.chosen = chosen; paint(); }, [chosen]);

  useEffect(() => {
    const element = canvas.current!;
    const now = state.current;
    const resize = new ResizeObserver(() => { now.width = element.clientWidth; paint(); });
    resize.observe(element);
    const recolor = () => { now.colors = null; paint(); };
    const theme = new MutationObserver(recolor);
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', recolor);
    const at = (x: number) => now.window.from + x / now.width * (now.window.to - now.window.from);
    const find = (x: number, y: number) => { for (let i = now.hits.length - 1; i >= 0; i--) { const hit = now.hits[i]!; if (x >= hit.x0 && x <= hit.x1 && y >= hit.y0 && y <= hit.y1) return hit; } return null; };

    const wheel = (event: WheelEvent) => {
      event.preventDefault();
      const unit = event.deltaMode === 1 ? 16 : 1;
      if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) moveTo(panned(now.window, event.deltaX * unit / now.width * (now.window.to - now.window.from)));
      else moveTo(zoomed(now.window, Math.exp(event.deltaY * unit * 0.0022), at(event.offsetX)));
    };
    const fingers = new Map<number, { x: number; y: number }>();
    let begun: { window: Window; x: number; spread: number; moved: boolean } | null = null;
    const middle = () => [...fingers.values()].reduce((sum, one) => sum + one.x, 0) / fingers.size;
    const spread = () => { const all = [...fingers.values()]; return all.length < 2 ? 0 : Math.abs(all[0]!.x - all[1]!.x); };
    const begin = () => { begun = { window: now.window, x: middle(), spread: spread(), moved: begun?.moved ?? false }; };
    const down = (event: PointerEvent) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
      if (fingers.size === 1) begun = null;
      begin();
    };
    const move = (event: PointerEvent) => {
      if (fingers.has(event.pointerId) && begun) {
        fingers.set(event.pointerId, { x: event.offsetX, y: event.offsetY });
        const length = begun.window.to - begun.window.from;
        const x = middle();
        if (!begun.moved && Math.abs(x - begun.x) < 4 && fingers.size === 1) return;
        begun.moved = true;
        const around = begun.window.from + begun.x / now.width * length;
        const factor = begun.spread > 20 && spread() > 20 ? begun.spread / spread() : 1;
        const next = zoomed(begun.window, factor, around);
        moveTo(panned(next, -(x - begun.x) / now.width * (next.to - next.from)));
        return;
      }
      const hit = find(event.offsetX, event.offsetY);
      if (hit === now.hovered) return;
      now.hovered = hit;
      element.style.cursor = hit ? 'pointer' : 'grab';
      setWords(hit ? hitWords(hit) : '');
      paint();
    };
    const up = (event: PointerEvent) => {
      const clicked = begun && !begun.moved && fingers.size === 1;
      fingers.delete(event.pointerId);
      if (fingers.size > 0) { begin(); return; }
      begun = null;
      if (!clicked || event.type === 'pointercancel') return;
      const hit = find(event.offsetX, event.offsetY);
      if (hit?.placed) choose.current(hit.placed);
      else if (hit?.bin) { const room = (hit.bin.to - hit.bin.from) * 0.3; moveTo({ from: hit.bin.from - room, to: hit.bin.to + room }); }
    };
    element.addEventListener('wheel', wheel, { passive: false });
    element.addEventListener('pointerdown', down);
    element.addEventListener('pointermove', move);
    element.addEventListener('pointerup', up);
    element.addEventListener('pointercancel', up);
    return () => {
      resize.disconnect(); theme.disconnect(); dark.removeEventListener('change', recolor); clearTimeout(now.timer); cancelAnimationFrame(now.frame); now.frame = 0;
      for (const [kind, run] of [['wheel', wheel], ['pointerdown', down], ['pointermove', move], ['pointerup', up], ['pointercancel', up]] as const) element.removeEventListener(kind, run as EventListener);
    };
  }, []);
  return (
    <>
      <canvas ref={canvas} class="timeline" role="img" aria-label={S.timeline.canvas(entries.length)} />
      <p class="readout small quiet" aria-hidden="true">{words || S.timeline.hint}</p>
    </>
  );
}

// Light, dark, or as the system has it.
export type Theme = 'auto' | 'light' | 'dark';
const name = 'stemma.theme';

export function theme(): Theme {
  const kept = localStorage.getItem(name);
  return kept === 'light' || kept === 'dark' ? kept : 'auto';
}
export function setTheme(to: Theme): void {
  if (to === 'auto') localStorage.removeItem(name); else localStorage.setItem(name, to);
  startTheme();
}
export function startTheme(): void {
  const now = theme();
  if (now === 'auto') delete document.documentElement.dataset.theme; else document.documentElement.dataset.theme = now;
}

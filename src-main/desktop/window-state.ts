import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { type BrowserWindow, type Rectangle, screen } from 'electron';

export interface WindowState {
  bounds: Partial<Rectangle> & { width: number; height: number };
  maximized: boolean;
}

const FIRST: WindowState = { bounds: { width: 1280, height: 840 }, maximized: false };
const SETTLED_MS = 500;

/** Where the window stood last; its first place when that is not known or no screen shows it any more. */
export function readWindowState(file: string): WindowState {
  const state = parse(file);
  return state && isOnAScreen(state.bounds) ? state : FIRST;
}

/** Writes the window's place down whenever it has come to rest. */
export function rememberWindowState(window: BrowserWindow, file: string): void {
  let timer: NodeJS.Timeout | undefined;
  const note = () => {
    clearTimeout(timer);
    timer = setTimeout(() => void save(), SETTLED_MS);
  };
  window.on('resize', note);
  window.on('move', note);
  window.on('closed', () => clearTimeout(timer));

  async function save(): Promise<void> {
    if (window.isDestroyed()) return;
    const state: WindowState = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    await writeFile(file, JSON.stringify(state));
  }
}

function parse(file: string): WindowState | null {
  try {
    const { bounds, maximized } = JSON.parse(readFileSync(file, 'utf8')) as WindowState;
    return bounds.width >= 640 && bounds.height >= 480 ? { bounds, maximized: maximized === true } : null;
  } catch {
    return null;
  }
}

function isOnAScreen({ x, y, width }: WindowState['bounds']): boolean {
  if (x === undefined || y === undefined) return true;
  return screen.getAllDisplays().some(({ workArea: area }) => {
    const overlap = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    return overlap >= 100 && y >= area.y && y < area.y + area.height - 50;
  });
}

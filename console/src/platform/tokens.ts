/**
 * Colour, type, space and motion: the one place. The style sheets read them as custom properties (`--gap`), antd's
 * theme is derived from them in theme.ts. Contrast against paper is at least 4.5, in `sun` at least 7.
 */
export type Appearance = 'light' | 'dark' | 'sun'

/** Surfaces are paper and ink; four states carry colour; one accent means "you can act here". */
export interface Palette {
  readonly paper: string
  readonly sheet: string
  readonly well: string
  readonly line: string
  readonly edge: string
  readonly ink: string
  readonly soft: string
  readonly accent: string
  readonly onAccent: string
  readonly wash: string
  readonly gap: string
  readonly gapWash: string
  readonly watch: string
  readonly watchWash: string
  readonly good: string
  readonly goodWash: string
  readonly silent: string
  readonly silentWash: string
  readonly past: string
}

export const PALETTES: Record<Appearance, Palette> = {
  light: {
    paper: '#f6f5f1',
    sheet: '#fffefc',
    well: '#efede6',
    line: '#dedbd1',
    edge: '#8b877b',
    ink: '#1d1c19',
    soft: '#5a574f',
    accent: '#1f4a7c',
    onAccent: '#ffffff',
    wash: '#e7edf5',
    gap: '#a8231a',
    gapWash: '#fbeae7',
    watch: '#825200',
    watchWash: '#fbf1dc',
    good: '#23643f',
    goodWash: '#e6f2ea',
    silent: '#545b66',
    silentWash: '#eceef1',
    past: '#eee4cb',
  },
  dark: {
    paper: '#131416',
    sheet: '#1b1d20',
    well: '#25282c',
    line: '#34383d',
    edge: '#7d848d',
    ink: '#edebe5',
    soft: '#b0aea6',
    accent: '#8fb8e8',
    onAccent: '#0d1c2e',
    wash: '#1f2c3d',
    gap: '#ff9186',
    gapWash: '#3a1f1c',
    watch: '#e9b55c',
    watchWash: '#352a14',
    good: '#7dcb9a',
    goodWash: '#1a3224',
    silent: '#aab2bd',
    silentWash: '#2a2d33',
    past: '#3a3219',
  },
  sun: {
    paper: '#ffffff',
    sheet: '#ffffff',
    well: '#f0f0f0',
    line: '#767676',
    edge: '#333333',
    ink: '#000000',
    soft: '#333333',
    accent: '#0b3263',
    onAccent: '#ffffff',
    wash: '#e2ebf7',
    gap: '#8c0f08',
    gapWash: '#ffffff',
    watch: '#5c3900',
    watchWash: '#ffffff',
    good: '#0e4a29',
    goodWash: '#ffffff',
    silent: '#39404a',
    silentWash: '#ffffff',
    past: '#fff0bd',
  },
}

/** Pixels on the desk. */
export const TYPE = { small: 12, body: 14, lead: 16, title: 20, head: 24, figure: 26 } as const
export const SPACE = { hair: 4, tight: 8, row: 12, block: 16, wide: 24, page: 32 } as const
export const ROW = 32
export const RADIUS = 3
/** Motion only shows where something went; none when the system asks for none. */
export const MOTION = { quick: '120ms', most: '200ms' } as const

/** Chinese faces first in Chinese, so that “quotes” and （brackets） keep their full width. */
export const FACES = {
  zh: '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif',
  en: '"Segoe UI", "SF Pro Text", Roboto, "Noto Sans", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", sans-serif',
  paper: '"FangSong", "STFangsong", "FangSong_GB2312", "Noto Serif CJK SC", "Noto Serif SC", "Songti SC", serif',
  code: 'ui-monospace, "SF Mono", Consolas, "Noto Sans Mono", monospace',
} as const

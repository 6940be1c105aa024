import type { ThemeConfig } from 'antd'
import theme from 'antd/es/theme'
import type { Language } from './language.ts'
import { type Appearance, FACES, MOTION, PALETTES, type Palette, RADIUS, ROW, SPACE, TYPE } from './tokens.ts'

/** Writes the tokens as custom properties, which the style sheets read. */
export function wear(appearance: Appearance, language: Language): void {
  const root = document.documentElement
  const set = (name: string, value: string) => root.style.setProperty(`--${name}`, value)
  for (const [name, value] of Object.entries(PALETTES[appearance])) set(dashed(name), value as string)
  for (const [name, value] of Object.entries(TYPE)) set(`type-${name}`, `${value}px`)
  for (const [name, value] of Object.entries(SPACE)) set(`space-${name}`, `${value}px`)
  for (const [name, value] of Object.entries(MOTION)) set(`motion-${name}`, value)
  set('row', `${ROW}px`)
  set('radius', `${RADIUS}px`)
  set('face', FACES[language])
  set('face-paper', FACES.paper)
  set('face-code', FACES.code)
  root.dataset.appearance = appearance
  root.style.colorScheme = appearance === 'dark' ? 'dark' : 'light'
}

const dashed = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)

/** antd in the same tokens; `still` is without motion. */
export function antdTheme(appearance: Appearance, language: Language, still: boolean): ThemeConfig {
  const palette = PALETTES[appearance]
  return {
    algorithm: appearance === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      ...colours(palette),
      fontFamily: FACES[language],
      fontSize: TYPE.body,
      borderRadius: RADIUS,
      borderRadiusLG: RADIUS + 1,
      controlHeight: ROW,
      wireframe: false,
      motion: !still,
      motionDurationFast: '0.1s',
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.16s',
      boxShadow: '0 1px 2px rgb(0 0 0 / 12%), 0 6px 20px rgb(0 0 0 / 10%)',
      boxShadowSecondary: '0 1px 2px rgb(0 0 0 / 12%), 0 6px 20px rgb(0 0 0 / 10%)',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none', fontWeight: 500 },
      Select: { optionSelectedBg: palette.wash, optionActiveBg: palette.well },
      Modal: { titleFontSize: TYPE.lead },
      Segmented: { trackBg: palette.well, itemSelectedBg: palette.sheet, itemColor: palette.ink },
    },
  }
}

const colours = (palette: Palette) => ({
  colorPrimary: palette.accent,
  colorTextLightSolid: palette.onAccent,
  colorLink: palette.accent,
  colorError: palette.gap,
  colorWarning: palette.watch,
  colorSuccess: palette.good,
  colorInfo: palette.accent,
  colorText: palette.ink,
  colorTextSecondary: palette.soft,
  colorTextTertiary: palette.soft,
  colorTextPlaceholder: palette.soft,
  colorTextDescription: palette.soft,
  colorBgBase: palette.sheet,
  colorBgLayout: palette.paper,
  colorBgContainer: palette.sheet,
  colorBgElevated: palette.sheet,
  colorBorder: palette.edge,
  colorBorderSecondary: palette.line,
})

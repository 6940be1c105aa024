import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from '@playwright/test'
import { cacheFolder, findChromium, throwAwayFolder } from './chromium.ts'
import { writeFontConfig } from './fonts.ts'

/** This machine and nothing else: a page that needs the internet must fail here, not in a sealed network. */
const ONLY_HERE = 'MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE [::1]'

const FLAGS = [
  `--host-resolver-rules=${ONLY_HERE}`,
  '--no-proxy-server',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-domain-reliability',
  '--disable-sync',
  '--disable-default-apps',
  '--no-pings',
  '--no-first-run',
  '--dns-prefetch-disable',
  '--font-render-hinting=none',
  // WebGL without a graphics card, for the map.
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
]

/** How to open a browser; `camera` is a y4m file that plays as the camera's picture. */
export interface BrowserSettings {
  camera?: string
}

/** Starts a Chromium that shows Chinese, reaches only this machine and leaves nothing behind. */
export async function openBrowser({ camera }: BrowserSettings = {}): Promise<Browser> {
  const { path, libraries } = await findChromium()
  const folder = throwAwayFolder()
  const browser = await chromium.launch({
    executablePath: path,
    // NOTE: no sandbox, because root has none and the only pages shown are our own.
    chromiumSandbox: false,
    args: [...FLAGS, ...(camera ? cameraFlags(camera) : [])],
    env: {
      ...definedEnv(),
      // NOTE: without a locale of UTF-8 Chromium keeps a file with a Chinese name as “download”.
      LC_ALL: 'C.UTF-8',
      TMPDIR: join(folder, 'tmp'),
      HOME: join(folder, 'home'),
      FONTCONFIG_FILE: writeFontConfig(folder, join(cacheFolder(), 'fontconfig')),
      ...(libraries ? { LD_LIBRARY_PATH: libraries } : {}),
    },
  })
  browser.once('disconnected', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
  return browser
}

/** A page in a context of its own (no cookies, no storage), in Chinese and in Chinese time unless told otherwise. */
export async function openPage(browser: Browser, settings: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', ...settings })
  return context.newPage()
}

const cameraFlags = (file: string) => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  `--use-file-for-fake-video-capture=${file}`,
]

const definedEnv = () =>
  Object.fromEntries(Object.entries(process.env).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]])))

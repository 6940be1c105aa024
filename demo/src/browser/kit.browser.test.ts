import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { makeSmall } from '../shots/small.ts'
import { axe } from './axe.ts'
import { openBrowser, openPage } from './browser.ts'
import { shot } from './shot.ts'

let browser: Browser
let server: Server
let at: string
let folder: string

/** Digests of the pixels of pictures, as a browser draws them. */
const seenOf = (pictures: string[]) =>
  Promise.all(
    pictures.map(async picture => {
      const image = new Image()
      image.src = `data:image/png;base64,${picture}`
      await image.decode()
      const canvas = document.createElement('canvas')
      canvas.width = image.width
      canvas.height = image.height
      const pen = canvas.getContext('2d')!
      pen.drawImage(image, 0, 0)
      const { data } = pen.getImageData(0, 0, image.width, image.height)
      return data.reduce((sum, byte) => (sum * 31 + byte) % 4294967296, 7)
    }),
  )

const page = (body: string) =>
  `<!doctype html><html lang="zh-CN"><title>集结</title><style>span { font-size: 40px }</style>${body}`

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'muster-shot-'))
  server = createServer((request, response) => {
    const body = request.url === '/bad' ? '<main><input><img src="x.png"></main>' : '<main><h1>集结 Muster</h1></main>'
    response.setHeader('content-type', 'text/html; charset=utf-8').end(page(body))
  })
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  browser = await openBrowser()
})

afterAll(async () => {
  await browser.close()
  server.close()
  rmSync(folder, { recursive: true, force: true })
})

it('draws Chinese characters, each its own and none a box', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  const pictures = []
  for (const character of ['集', '结', '\u{10ffff}', '\u{10fffe}']) {
    await tab.setContent(page(`<span>${character}</span>`))
    pictures.push((await tab.locator('span').screenshot()).toString('base64'))
  }
  const [one, two, box, otherBox] = pictures
  expect(new Set([one, two, box]).size).toBe(3)
  expect(box).toBe(otherBox)
})

it('takes a picture of a page', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  const path = join(process.env.MUSTER_SHOTS ?? folder, 'kit.png')
  await shot(tab, path)
  expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
})

it('makes a picture small without changing what is seen', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  const path = join(folder, 'small.png')
  await shot(tab, path)
  const pictures = [readFileSync(path).toString('base64')]
  makeSmall(path)
  pictures.push(readFileSync(path).toString('base64'))
  const [one, other] = await tab.evaluate(seenOf, pictures)
  expect(other).toEqual(one)
  expect(pictures[1]!.length).toBeLessThan(pictures[0]!.length)
})

it('speaks Chinese and lives in Chinese time', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  const seen = await tab.evaluate(() => [navigator.language, Intl.DateTimeFormat().resolvedOptions().timeZone])
  expect(seen).toEqual(['zh-CN', 'Asia/Shanghai'])
})

it('finds the barriers of a page, and none where there are none', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  expect(await axe(tab)).toEqual([])
  await tab.goto(`${at}/bad`)
  expect((await axe(tab)).map(({ rule }) => rule).sort()).toEqual(['image-alt', 'label'])
})

it.each(['http://muster.example/', 'http://10.0.0.1/', 'https://[2001:db8::1]/'])('does not reach %s', async url => {
  const tab = await openPage(browser)
  await expect(tab.goto(url)).rejects.toThrow('ERR_NAME_NOT_RESOLVED')
})

it('has WebGL for the map', async () => {
  const tab = await openPage(browser)
  await tab.goto(at)
  expect(await tab.evaluate(() => document.createElement('canvas').getContext('webgl2') !== null)).toBe(true)
})

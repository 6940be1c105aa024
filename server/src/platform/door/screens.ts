import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { door } from '@muster/core/platform/problems.ts'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

const ROOT = join(import.meta.dirname, '../../../..')

/** The built screens: the desk at `/`, the hand at `/m/`. */
const SCREENS = [
  { prefix: '/m/', folder: join(ROOT, 'field/dist') },
  { prefix: '/', folder: join(ROOT, 'console/dist') },
] as const

/** Serves the screens; every address that is not a file is the screen's own page, which routes by itself. */
export async function serveScreens(app: FastifyInstance): Promise<void> {
  for (const [index, { prefix, folder }] of SCREENS.entries()) {
    const assets = join(folder, 'assets')
    if (!existsSync(assets)) continue
    // Names of assets hold their digest, so they never change.
    await app.register(fastifyStatic, {
      root: assets,
      prefix: `${prefix}assets/`,
      immutable: true,
      maxAge: '1y',
      // The build lays a small copy beside each file: a third of the bytes for a phone on a poor line.
      preCompressed: true,
      setHeaders: reply => void reply.header('vary', 'accept-encoding'),
      decorateReply: index === 0,
    })
    serveLoose(app, prefix, folder)
  }
  app.setNotFoundHandler((request, reply) => {
    if (request.url.startsWith('/api/')) throw door('door/not-found')
    return sendPage(request, reply)
  })
}

const TYPES: Readonly<Record<string, string>> = {
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
}

/** Files beside the page keep their names (icon, service worker), so they are asked for anew every time. */
function serveLoose(app: FastifyInstance, prefix: string, folder: string): void {
  for (const name of readdirSync(folder)) {
    const type = TYPES[extname(name)]
    if (!type) continue
    const bytes = readFileSync(join(folder, name))
    app.get(prefix + name, (_request, reply) => reply.type(type).header('cache-control', 'no-cache').send(bytes))
  }
}

function sendPage(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const screen = SCREENS.find(({ prefix }) => request.url.startsWith(prefix))
  const file = screen && join(screen.folder, 'index.html')
  const page =
    ['GET', 'HEAD'].includes(request.method) && !/\/assets\/|\/api\//.test(request.url) && file && existsSync(file)
  if (!page) return reply.code(404).type('text/plain; charset=utf-8').send('没有这个页面。\nThere is no such page.\n')
  return reply
    .type('text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .send(readFileSync(file, 'utf8').replaceAll('__NONCE__', request.nonce))
}

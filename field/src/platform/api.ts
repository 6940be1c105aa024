import { client } from '@muster/core/platform/client.ts'
import { hearHead } from './clock.ts'

/** The server this page came from; sends the session's cookie along, and nothing to anybody else. */
export const api = client({ at: '', fetch: asked })

async function asked(...what: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...what)
  hearHead(response.headers.get('date'))
  return response
}

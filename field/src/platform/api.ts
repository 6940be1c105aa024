import { client } from '@muster/core/platform/client.ts'
import { hearHead } from './clock.ts'
import { HOLDER, kept } from './keep.ts'

/** Whose phone it is: a session of somebody else, who signed in beside it, opens nothing for it. */
const headers = (): Record<string, string> => {
  const holder = kept.get(HOLDER)
  return holder ? { 'x-muster-account': holder } : {}
}

/** The server this page came from; sends the session's cookie along, and nothing to anybody else. */
export const api = client({ at: '', fetch: asked, headers })

async function asked(...what: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...what)
  hearHead(response.headers.get('date'))
  return response
}

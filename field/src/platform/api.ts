import { client } from '@muster/core/platform/client.ts'

/** The server this page came from; sends the session's cookie along, and nothing to anybody else. */
export const api = client({ at: '', fetch: (input, init) => fetch(input, init) })

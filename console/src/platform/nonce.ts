/* oxlint-disable typescript/no-deprecated -- only the signature for unknown tag names is deprecated, and it comes along */

/** The value that lets our own run-time styles through the content security policy; see vite.config.ts. */
export const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/**
 * antd gives the nonce to its component styles, but not to the few rules it writes when it locks scrolling under a
 * dialog. Only scripts of our own can make an element, so every style made here may carry it.
 */
export function signStyles(): void {
  const make = document.createElement.bind(document)
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = make(name, options)
    if (element instanceof HTMLStyleElement) element.nonce = nonce
    return element
  }
}

import { useEffect, useState } from 'preact/hooks'
import { pathOf } from './qr-path.ts'

interface Drawn {
  readonly path: string
  readonly size: number
}

/** A QR code drawn as SVG; its maker is fetched only where one is shown. */
export function Qr({ text, label, otherwise }: { text: string; label: string; otherwise: string }) {
  const [drawn, setDrawn] = useState<Drawn | null>()
  useEffect(() => {
    let current = true
    drawingOf(text).then(
      made => current && setDrawn(made),
      () => current && setDrawn(null),
    )
    return () => {
      current = false
    }
  }, [text])
  if (drawn === null) return <p>{otherwise}</p>
  return (
    <figure aria-label={label}>
      <svg viewBox={`0 0 ${drawn?.size ?? 1} ${drawn?.size ?? 1}`} shape-rendering="crispEdges" aria-hidden="true">
        {drawn && <path d={drawn.path} fill="#000" />}
      </svg>
    </figure>
  )
}

async function drawingOf(text: string): Promise<Drawn> {
  const { encodeQR } = await import('qr')
  // A border of four light modules, as the standard asks (ISO/IEC 18004, quiet zone).
  const modules = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  return { path: pathOf(modules), size: modules.length }
}

import { canonical } from '@muster/core/platform/canonical.ts'
import { sha256 } from '../platform/secrets.ts'

/** A line of the audit without its digest. */
export interface Line {
  readonly tenant: string
  readonly seq: number
  readonly at: Date
  readonly account_id: string | null
  readonly actor: string | null
  readonly action: string
  readonly subject: string
  readonly detail: Record<string, unknown>
  readonly previous: string | null
}

/** What the next line will hold of this one: SHA-256 over all that it says, the digest before it included. */
export function digestOf({ tenant, seq, at, account_id, actor, action, subject, detail, previous }: Line): string {
  return sha256(canonical([tenant, seq, at.toISOString(), account_id, actor, action, subject, detail, previous]))
}

/** Where a chain breaks, and how. */
export interface Break {
  readonly seq: number
  readonly how: 'missing' | 'changed' | 'unlinked'
}

/** Follows a chain line by line; feed it in order, in as many parts as convenient. */
export class ChainWalk {
  lines = 0
  head: string | null = null
  broken: Break | null = null

  /** @returns false once the chain is broken */
  follow(line: Line & { digest: string }): boolean {
    if (this.broken) return false
    this.lines += 1
    if (line.seq !== this.lines) this.broken = { seq: this.lines, how: 'missing' }
    else if (line.previous !== this.head) this.broken = { seq: line.seq, how: 'unlinked' }
    else if (digestOf(line) !== line.digest) this.broken = { seq: line.seq, how: 'changed' }
    else this.head = line.digest
    return !this.broken
  }

  /**
   * Compares the end of the chain with the head, which stands apart from the lines: so a chain that was cut short or
   * lengthened at its end shows too. A city's first line is its birth: none at all means that all were deleted.
   */
  end(head: { seq: number; digest: string | null }): void {
    if (this.broken || (this.lines > 0 && head.digest === this.head)) return
    if (this.lines > head.seq) this.broken = { seq: head.seq + 1, how: 'unlinked' }
    else if (this.lines < head.seq || this.lines === 0) this.broken = { seq: this.lines + 1, how: 'missing' }
    else this.broken = { seq: this.lines, how: 'changed' }
  }
}

import type { ComponentChildren } from 'preact'

/** Facts one below the other, each with its name; what is empty is left out. */
export function FactList({
  facts,
  card,
}: {
  facts: readonly (readonly [string, ComponentChildren])[]
  card?: boolean
}) {
  return (
    <dl class={card ? 'facts card' : 'facts'}>
      {facts.map(([name, value]) =>
        value ? (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

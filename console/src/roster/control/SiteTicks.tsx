import { sites } from '@muster/core/roster/sites.wire.ts'
import { useAsk } from '../../platform/api.ts'
import { Answer } from '../../shared/Answer.tsx'
import { Tick, Ticks } from '../../shared/Ticks.tsx'
import { useControlWords } from './words.ts'

interface Props {
  readonly territory: string
  readonly value: readonly string[]
  readonly onChange: (siteIds: readonly string[]) => void
}

/** The sites of a place to tick, a compound's buildings under its name. */
export function SiteTicks({ territory, value, onChange }: Props) {
  const say = useControlWords()
  const asked = useAsk(sites, { territory, limit: 500 })
  return (
    <Answer asked={asked}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="soft">{say('sitesNone')}</p>
        ) : (
          <>
            <Tick
              checked={rows.every(({ id }) => value.includes(id))}
              onChange={all => onChange(all ? rows.map(({ id }) => id) : [])}
            >
              {say('all')}
            </Tick>
            <Ticks
              legend={say('sites')}
              options={rows.map(({ id, name, parent }) => ({
                key: id,
                name: parent ? `${parent.name} ${name}` : name,
              }))}
              value={value}
              onChange={onChange}
            />
            <p className="soft small">{say('sitesHint')}</p>
          </>
        )
      }
    </Answer>
  )
}

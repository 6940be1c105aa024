import type { Bulletin } from '@muster/core/report/wire.ts'
import { groupBy } from '../enrolment/Uncovered.tsx'
import { useReportWords } from './words.ts'

type Tables = Bulletin['tables']

/** The frozen tables: by area, what is not covered, by unit. */
export function BulletinTables({ tables }: { tables: Tables }) {
  const say = useReportWords()
  return (
    <>
      <h3>{say('byTerritory')}</h3>
      <Plain
        heads={[
          [say('place')],
          [say('people'), say('unitPeople')],
          [say('units'), say('unitUnits')],
          [say('streets'), say('unitPlaces')],
          [say('communities'), say('unitPlaces')],
        ]}
        rows={tables.byTerritory.map(row => ({
          key: row.code,
          cells: [row.name, row.people, row.units, row.streets, row.communities],
        }))}
      />
      <Missing title={say('uncoveredStreets')} places={tables.uncoveredStreets} />
      <Missing title={say('uncoveredCommunities')} places={tables.uncoveredCommunities} />
      <h3>{say('byUnit')}</h3>
      <Plain
        heads={[[say('unit')], [say('people'), say('unitPeople')], [say('communities'), say('unitPlaces')]]}
        rows={tables.byUnit.map(row => ({ key: row.id, cells: [row.name, row.people, row.communities] }))}
      />
    </>
  )
}

interface PlainProps {
  readonly heads: readonly (readonly [title: string, unit?: string])[]
  readonly rows: readonly { readonly key: string; readonly cells: readonly (string | number)[] }[]
}
function Plain({ heads, rows }: PlainProps) {
  return (
    <table className="bulletin-table">
      <thead>
        <tr>
          {heads.map(([title, unit]) => (
            <th key={title} scope="col" className={unit ? 'number' : ''}>
              {title}
              {unit && <small> / {unit}</small>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells: [name, ...numbers] }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            {numbers.map((value, at) => (
              <td key={heads[at + 1]?.[0]} className="number">
                {value.toLocaleString('en-US')}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Missing({ title, places }: { title: string; places: Tables['uncoveredStreets'] }) {
  const say = useReportWords()
  return (
    <>
      <h3>
        {title} <small>{places.length}</small>
      </h3>
      {places.length === 0 && <p>{say('allCovered')}</p>}
      {groupBy(places).map(([area, ones]) => (
        <p key={area} className="bulletin-missing">
          <b>{area}</b> {ones.map(({ trail, name }) => [...trail.slice(2, -1), name].join('')).join('、')}
        </p>
      ))}
    </>
  )
}

import { amend, type Rota, type Wish } from '@muster/core/roster/rota.wire.ts'
import { useState } from 'react'
import { useTell } from '../../platform/api.ts'
import { useTimes } from '../../platform/time.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { DataTable } from '../../shared/DataTable.tsx'
import { DayField } from '../../shared/DayField.tsx'
import { Empty } from '../../shared/Empty.tsx'
import { Field } from '../../shared/Field.tsx'
import { type Choice, Picker } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { useDone } from '../../shared/useDone.tsx'
import type { PoolAnswer } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

interface Props {
  readonly rota: Rota
  readonly people: PoolAnswer['people']
  readonly onDone: () => void
}
const keyOf = ({ personId, day }: Wish) => `${personId} ${day}`

/** What people asked for on a day. A wish costs the engine something; it binds nobody. */
export function WishesSide({ rota, people, onDone }: Props) {
  const say = useRotaWords()
  const done = useDone()
  const [wishes, setWishes] = useState<readonly Wish[]>(rota.wishes)
  const { tell, telling, problem } = useTell(amend)
  const put = (wish: Wish) => setWishes([...wishes.filter(one => keyOf(one) !== keyOf(wish)), wish])
  const send = async () => {
    const { id, version, name, from, to, pool, settings, posts } = rota
    const body = { name, from, to, pool, settings, postIds: posts.map(post => post.id), wishes: [...wishes] }
    if (!(await tell({ rotaId: id, version, ...body }))) return
    done(say('wishesSaved', { count: wishes.length }))
    onDone()
  }
  return (
    <Side
      open
      wide
      title={say('wishes')}
      does={say('saveWishes')}
      busy={telling}
      blocked={wishes === rota.wishes}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <p>{say('wishesSay')}</p>
      <AddWish rota={rota} people={people} onAdd={put} />
      <WishTable
        wishes={wishes}
        people={people}
        onRemove={wish => setWishes(wishes.filter(one => keyOf(one) !== keyOf(wish)))}
      />
    </Side>
  )
}

function AddWish({ rota, people, onAdd }: Omit<Props, 'onDone'> & { onAdd: (wish: Wish) => void }) {
  const say = useRotaWords()
  const [who, setWho] = useState<readonly Choice[]>([])
  const [typed, setTyped] = useState('')
  const [day, setDay] = useState(rota.from)
  const [want, setWant] = useState<Wish['want']>('off')
  const found = people
    .filter(({ name, volunteerNo }) => `${name ?? ''} ${volunteerNo}`.includes(typed.trim()))
    .slice(0, 30)
    .map(({ id, name, volunteerNo, unit }) => ({
      key: id,
      name: name ?? volunteerNo,
      beside: `${volunteerNo} · ${unit}`,
    }))
  const within = day >= rota.from && day <= rota.to
  const add = () => {
    const [one] = who
    if (!one || !within) return
    onAdd({ personId: one.key, day, want })
    setWho([])
  }
  return (
    <div className="fields">
      <Field label={say('person')}>
        {control => (
          <Picker
            id={control.id}
            placeholder={say('findPerson')}
            value={who}
            found={found}
            onType={setTyped}
            onChange={next => setWho(next.slice(-1))}
          />
        )}
      </Field>
      <DayField
        label={say('wishDay')}
        value={day}
        error={within ? undefined : say('wishDayWrong', { from: rota.from, to: rota.to })}
        onChange={setDay}
      />
      <ChooseField
        label={say('wish')}
        value={want}
        options={(['off', 'on'] as const).map(key => ({ key, name: say(`wish.${key}`) }))}
        onChange={setWant}
      />
      <p>
        <button type="button" className="text-link" disabled={!who[0] || !within} onClick={add}>
          {say('addWish')}
        </button>
      </p>
    </div>
  )
}

interface TableProps {
  readonly wishes: readonly Wish[]
  readonly people: PoolAnswer['people']
  readonly onRemove: (wish: Wish) => void
}
function WishTable({ wishes, people, onRemove }: TableProps) {
  const say = useRotaWords()
  const times = useTimes()
  const known = new Map(people.map(person => [person.id, person]))
  const nameOf = ({ personId }: Wish) => known.get(personId)?.name ?? known.get(personId)?.volunteerNo ?? '–'
  return (
    <DataTable
      caption={say('wishes')}
      rows={wishes.toSorted((one, two) => keyOf(one).localeCompare(keyOf(two)))}
      keyOf={keyOf}
      empty={<Empty title={say('wishesNone')}>{say('wishesNoneDo')}</Empty>}
      columns={[
        { key: 'person', title: say('person'), cell: nameOf, order: nameOf },
        {
          key: 'day',
          title: say('wishDay'),
          cell: ({ day }) => times.day(times.fromField(`${day}T12:00`)),
          order: ({ day }) => day,
        },
        { key: 'want', title: say('wish'), cell: ({ want }) => say(`wish.${want}`) },
        {
          key: 'remove',
          title: '',
          cell: wish => (
            <button type="button" className="text-link" onClick={() => onRemove(wish)}>
              {say('removeWish')}
            </button>
          ),
        },
      ]}
    />
  )
}

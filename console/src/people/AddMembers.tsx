import { TEAM_ROLES, type Team } from '@muster/core/people/teams.wire.ts'
import { useState } from 'react'
import { Choose } from '../shared/Choose.tsx'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import type { Choice } from '../shared/Picker.tsx'
import { Side } from '../shared/Side.tsx'
import { Ticks } from '../shared/Ticks.tsx'
import { useDone } from '../shared/useDone.tsx'
import { ChainTable } from './ChainTable.tsx'
import { PersonPicker } from './PersonPicker.tsx'
import { useTeamWords } from './team-words.ts'
import { usePaste } from './usePaste.ts'
import { useTakeIn } from './useTakeIn.ts'

interface Props {
  readonly team: Team
  readonly groups: readonly Team[]
  readonly pasted: boolean
  readonly onClose: () => void
}

/** Takes people into a team or one of its groups, one by one or from a pasted chain that is checked first. */
export function AddMembers({ team, groups, pasted, onClose }: Props) {
  const say = useTeamWords()
  const done = useDone()
  const [chosen, setChosen] = useState<readonly Choice[]>([])
  const [into, setInto] = useState(team.id)
  const [roles, setRoles] = useState<readonly (typeof TEAM_ROLES)[number][]>(['member'])
  const paste = usePaste()
  const taking = useTakeIn()
  const people = pasted ? paste.people : chosen.map(({ key }) => key)
  const checking = pasted && !paste.preview
  const send = async () => {
    if (checking) return paste.check()
    if (!(await taking.takeIn(into, people, [...roles]))) return
    done(say('didAdd', { count: people.length }))
    onClose()
  }
  const does = taking.at
    ? say('adding', { done: taking.at, count: people.length })
    : say(checking ? 'check' : 'addMany', { count: people.length })
  return (
    <Side
      open
      wide={pasted}
      title={`${say(pasted ? 'byList' : 'add')} · ${team.name}`}
      does={does}
      busy={taking.at > 0 || paste.busy}
      blocked={checking ? !paste.text.trim() : people.length === 0 || roles.length === 0}
      problem={taking.problem ?? paste.problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      {pasted ? <Paste paste={paste} /> : <Pick chosen={chosen} onChange={setChosen} />}
      {!checking && (
        <>
          {groups.length > 0 && <Into team={team} groups={groups} value={into} onChange={setInto} />}
          <Ticks
            legend={say('roles')}
            options={TEAM_ROLES.map(key => ({ key, name: say(`role.${key}`) }))}
            value={roles}
            onChange={setRoles}
          />
        </>
      )}
    </Side>
  )
}

function Pick({ chosen, onChange }: { chosen: readonly Choice[]; onChange: (chosen: readonly Choice[]) => void }) {
  const say = useTeamWords()
  return (
    <Field label={say('addPick')} hint={say('addHint')} required>
      {control => <PersonPicker {...control} value={chosen} onChange={onChange} />}
    </Field>
  )
}

function Paste({ paste }: { paste: ReturnType<typeof usePaste> }) {
  const say = useTeamWords()
  if (!paste.preview)
    return (
      <Field label={say('byList')} hint={say('listHint')} required>
        {control => <LongText {...control} rows={14} most={400_000} value={paste.text} onChange={paste.setText} />}
      </Field>
    )
  return (
    <>
      <ChainTable preview={paste.preview} chosen={paste.chosen} onChoose={paste.choose} />
      <p>
        <button type="button" className="text-link" onClick={paste.back}>
          {say('back')}
        </button>
      </p>
    </>
  )
}

interface IntoProps {
  readonly team: Team
  readonly groups: readonly Team[]
  readonly value: string
  readonly onChange: (teamId: string) => void
}
function Into({ team, groups, value, onChange }: IntoProps) {
  const say = useTeamWords()
  return (
    <Field label={say('into')}>
      {control => (
        <Choose
          {...control}
          value={value}
          options={[
            { key: team.id, name: `${team.name}（${say('wholeTeam')}）` },
            ...groups.map(({ id, name }) => ({ key: id, name })),
          ]}
          onChange={onChange}
        />
      )}
    </Field>
  )
}

import { list as calls } from '@muster/core/callout/wire.ts'
import { teams } from '@muster/core/people/teams.wire.ts'
import { unit } from '@muster/core/people/wire.ts'
import { amend, type Pool, type Rota } from '@muster/core/roster/rota.wire.ts'
import { get } from '@muster/core/territory/wire.ts'
import { useState } from 'react'
import { useAsk, useAskEach, useTell } from '../../platform/api.ts'
import { Note } from '../../shared/Note.tsx'
import type { Choice } from '../../shared/Picker.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { Rules, When, Whom } from './RotaFields.tsx'
import { RotaPosts, usePostsAt } from './RotaPosts.tsx'
import { bodyOfRota, formOfRota, hasPool, type PoolForm, type RotaForm } from './rota-form.ts'
import { useRotaWords } from './words.ts'

/** Other posts, days, people or rules; the draft keeps what still belongs to it. */
export function AmendRota({ rota, onDone }: { rota: Rota; onDone: () => void }) {
  const say = useRotaWords()
  const done = useDone()
  const named = useNamedPool(rota.pool)
  const [said, setSaid] = useState<Partial<RotaForm>>({})
  const form: RotaForm = { ...formOfRota(rota), ...named, ...said }
  const set = (over: Partial<RotaForm>) => setSaid({ ...said, ...over })
  const found = usePostsAt(rota.territory.code)
  const postIds = form.postIds ?? []
  const { tell, telling, problem } = useTell(amend)
  const lost = rota.posts.filter(({ id }) => !postIds.includes(id)).length
  const send = async () => {
    const body = bodyOfRota(form, postIds)
    if (!(await tell({ rotaId: rota.id, version: rota.version, ...body, wishes: rota.wishes }))) return
    done(say('amended'))
    onDone()
  }
  return (
    <Side
      open
      title={`${say('amendRota')} · ${rota.name}`}
      does={say('amendRota')}
      busy={telling}
      blocked={!form.name.trim() || postIds.length === 0 || !hasPool(form) || !form.from}
      problem={problem}
      onDo={() => void send()}
      onClose={onDone}
    >
      <TextField label={say('name')} required most={80} value={form.name} onChange={name => set({ name })} />
      <Whom form={form} onSet={set} />
      <When form={form} onSet={set} />
      <RotaPosts found={found} known={rota.posts} value={postIds} onChange={chosen => set({ postIds: chosen })} />
      {lost > 0 && <Note state="watch">{say('amendLoses', { count: lost })}</Note>}
      <Rules form={form} onSet={set} />
    </Side>
  )
}

/** The sides of a pool with the names that the reader may see; the others keep their place without one. */
function useNamedPool({ callIds, teamIds, unitIds, territories }: Pool): PoolForm {
  const found = {
    teams: useAsk(teams, { limit: 500 }, { when: teamIds.length > 0 }).data?.rows ?? [],
    calls: useAsk(calls, { limit: 500 }, { when: callIds.length > 0 }).data?.rows ?? [],
    units: useAskEach(
      unit,
      unitIds.map(unitId => ({ unitId })),
      true,
    ).answers,
    places: useAskEach(
      get,
      territories.map(code => ({ code })),
      true,
    ).answers,
  }
  const choices = (keys: readonly string[], names: ReadonlyMap<string, string>): readonly Choice[] =>
    keys.map(key => ({ key, name: names.get(key) ?? '…' }))
  return {
    teams: choices(teamIds, new Map(found.teams.map(({ id, name }) => [id, name]))),
    units: choices(unitIds, new Map(found.units.map(({ id, name }) => [id, name]))),
    places: choices(territories, new Map(found.places.map(({ code, name }) => [code, name]))),
    calls: choices(callIds, new Map(found.calls.map(({ id, title }) => [id, title]))),
  }
}

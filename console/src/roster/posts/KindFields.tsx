import { useSaid } from '../../platform/language.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useKinds } from './useKinds.ts'
import { usePostWords } from './words.ts'

/** A kind that no hazard pack knows; its name is typed. */
const OWN = '-'

/** Of which incident, and what kind of post. */
export interface KindForm {
  readonly incidentId: string | undefined
  readonly kind: string
  readonly ownKind: string
}

/** What the form comes to: the incident that runs, and the pack's post of the chosen kind. */
export function useKindChoice(form: KindForm) {
  const kinds = useKinds()
  const incidentId = form.incidentId ?? kinds.running[0]?.id ?? ''
  const posts = kinds.packPosts(incidentId || null)
  const key = form.kind || (posts[0]?.key ?? OWN)
  const pack = posts.find(post => post.key === key)
  return { incidentId, posts, running: kinds.running, key, pack, kind: pack?.key ?? form.ownKind.trim() }
}
export type KindChoice = ReturnType<typeof useKindChoice>

interface Props {
  readonly form: KindForm
  readonly choice: KindChoice
  readonly onSet: (over: Partial<KindForm>) => void
}

export function KindFields({ form, choice, onSet }: Props) {
  const say = usePostWords()
  const said = useSaid()
  return (
    <>
      <ChooseField
        label={say('incident')}
        value={choice.incidentId}
        options={[...choice.running.map(({ id, name }) => ({ key: id, name })), { key: '', name: say('noIncident') }]}
        onChange={incidentId => onSet({ incidentId, kind: '' })}
      />
      <ChooseField
        label={say('kind')}
        value={choice.key}
        options={[
          ...choice.posts.map(({ key, words }) => ({ key, name: said(words) })),
          { key: OWN, name: say('own') },
        ]}
        onChange={kind => onSet({ kind })}
      />
      {choice.key === OWN && (
        <TextField
          label={say('ownKind')}
          required
          most={40}
          value={form.ownKind}
          onChange={ownKind => onSet({ ownKind })}
        />
      )}
    </>
  )
}

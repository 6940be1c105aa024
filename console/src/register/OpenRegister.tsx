import type { FormInput } from '@muster/core/register/form.ts'
import { open, packForms, registers } from '@muster/core/register/wire.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAsk, useTell } from '../platform/api.ts'
import { newId } from '../platform/ids.ts'
import { useSaid } from '../platform/language.ts'
import { Answer } from '../shared/Answer.tsx'
import { ChooseField } from '../shared/ChooseField.tsx'
import { Side } from '../shared/Side.tsx'
import { useDone } from '../shared/useDone.tsx'
import { PostsField } from './PostsField.tsx'
import { Questions } from './Questions.tsx'
import { useRegisterWords } from './words.ts'
import { XlsForm } from './XlsForm.tsx'

const SOURCES = ['pack', 'file'] as const
type Source = (typeof SOURCES)[number]

/** A form and its key, ready to be opened. */
export interface Prepared {
  readonly key: string
  readonly form: FormInput
  readonly postKinds: readonly string[]
}

interface Props {
  readonly incidentId: string
  readonly onClose: () => void
}

/** Opens a register: a form of the hazard or one's own, and the posts where it is kept. */
export function OpenRegister({ incidentId, onClose }: Props) {
  const say = useRegisterWords()
  const said = useSaid()
  const done = useDone()
  const navigate = useNavigate()
  const [id] = useState(newId)
  const [source, setSource] = useState<Source>('pack')
  const [prepared, setPrepared] = useState<Prepared>()
  const [postIds, setPostIds] = useState<readonly string[]>([])
  const { tell, telling, problem } = useTell(open)
  const send = async () => {
    if (!prepared) return
    const { key, form } = prepared
    const made = await tell({ id, incidentId, key, form, postIds: [...postIds] })
    if (!made) return
    done(say('openDone', { name: said(made.form.words) }))
    onClose()
    await navigate({ to: `/registers/${made.id}` })
  }
  return (
    <Side
      open
      wide
      title={say('openAct')}
      does={say('openAct')}
      busy={telling}
      blocked={!prepared}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <ChooseField
        label={say('source')}
        value={source}
        options={SOURCES.map(key => ({ key, name: say(`source.${key}`) }))}
        onChange={next => {
          setSource(next)
          setPrepared(undefined)
        }}
      />
      {source === 'pack' ? (
        <PackForm incidentId={incidentId} value={prepared} onChange={setPrepared} />
      ) : (
        <XlsForm incidentId={incidentId} onChange={setPrepared} />
      )}
      {prepared && <PostsField kinds={prepared.postKinds} value={postIds} onChange={setPostIds} />}
    </Side>
  )
}

interface PackProps {
  readonly incidentId: string
  readonly value: Prepared | undefined
  readonly onChange: (prepared: Prepared | undefined) => void
}

/** One of the forms that come with the hazard and are not open yet. */
function PackForm({ incidentId, value, onChange }: PackProps) {
  const say = useRegisterWords()
  const said = useSaid()
  const there = useAsk(registers, { incidentId }).data?.rows.map(({ key }) => key) ?? []
  return (
    <Answer asked={useAsk(packForms, { incidentId })}>
      {({ rows }) => {
        const left = rows.filter(({ key }) => !there.includes(key))
        if (left.length === 0) return <p className="soft">{say('packNone')}</p>
        const options = [
          { key: '', name: say('choose') },
          ...left.map(({ key, form }) => ({ key, name: said(form.words) })),
        ]
        return (
          <>
            <ChooseField
              label={say('form')}
              value={value?.key ?? ''}
              options={options}
              onChange={key => onChange(left.find(one => one.key === key))}
            />
            {value && (
              <>
                <p className="soft">{say('keptDays', { count: value.form.keptDays })}</p>
                <Questions questions={left.find(({ key }) => key === value.key)?.form.questions ?? []} />
              </>
            )}
          </>
        )
      }}
    </Answer>
  )
}

import { LINE_WORDS } from '@muster/core/register/form.ts'
import { get, type Register, schema } from '@muster/core/register/wire.ts'
import { useParams } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import { ask, useAsk } from '../platform/api.ts'
import { saveFile } from '../platform/download.ts'
import { useSaid } from '../platform/language.ts'
import { Act } from '../shared/Act.tsx'
import { Answer } from '../shared/Answer.tsx'
import { Page } from '../shared/Page.tsx'
import { StateMark } from '../shared/StateMark.tsx'
import { Counts } from './Counts.tsx'
import { EntryList } from './EntryList.tsx'
import { PrintSheets } from './PrintSheets.tsx'
import { Questions } from './Questions.tsx'
import { AmendPosts, CloseRegister } from './RegisterActs.tsx'
import { useRegisterWords } from './words.ts'

type Doing = 'amendPosts' | 'print' | 'close'

/** One register: how much at which post, and its entries. */
export function RegisterPage() {
  const { registerId = '' }: { registerId?: string } = useParams({ strict: false })
  return <Answer asked={useAsk(get, { registerId })}>{register => <View register={register} />}</Answer>
}

function View({ register }: { register: Register }) {
  const say = useRegisterWords()
  const said = useSaid()
  const [doing, setDoing] = useState<Doing>()
  const close = () => setDoing(undefined)
  const state = (
    <StateMark state={register.open ? 'good' : 'silent'}>{say(register.open ? 'open' : 'closed')}</StateMark>
  )
  return (
    <Page
      title={said(register.form.words)}
      beside={state}
      actions={<Actions register={register} onDo={setDoing} />}
      timed
    >
      <div className="split">
        <div>
          <Counts register={register} />
          <EntryList register={register} />
        </div>
        <aside>
          <Facts register={register} />
        </aside>
      </div>
      {doing === 'amendPosts' && <AmendPosts register={register} onClose={close} />}
      {doing === 'print' && <PrintSheets register={register} onClose={close} />}
      {doing === 'close' && <CloseRegister register={register} onClose={close} />}
    </Page>
  )
}

function Actions({ register, onDo }: { register: Register; onDo: (doing: Doing) => void }) {
  const say = useRegisterWords()
  const over = register.open ? undefined : say('closed')
  return (
    <>
      <Act verb="register.plan" blocked={over} onClick={() => onDo('close')}>
        {say('close')}
      </Act>
      <Act verb="register.plan" blocked={over} onClick={() => onDo('amendPosts')}>
        {say('amendPosts')}
      </Act>
      <Act
        verb="register.read"
        blocked={over ?? (register.posts.length === 0 ? say('byPostNone') : undefined)}
        onClick={() => onDo('print')}
      >
        {say('print')}
      </Act>
    </>
  )
}

function Facts({ register: { id, key, form, formVersion } }: { register: Register }) {
  const say = useRegisterWords()
  const said = useSaid()
  const download = async () => {
    const answer = await ask(schema, { registerId: id })
    const bytes = new TextEncoder().encode(JSON.stringify(answer, null, 2))
    saveFile({ name: `${key}.schema.json`, type: 'application/schema+json', bytes })
  }
  return (
    <>
      <dl className="facts">
        <dt>{say('line')}</dt>
        <dd>{said(LINE_WORDS[form.line])}</dd>
        <dt>{say('form')}</dt>
        <dd>{say('formVersion', { version: formVersion })}</dd>
      </dl>
      <h3 className="legend">{say('asks', { count: form.questions.length })}</h3>
      <Questions questions={form.questions} />
      <p className="soft small">{say('keptDays', { count: form.keptDays })}</p>
      <Button size="small" title={say('schemaHint')} onClick={() => void download()}>
        {say('schema')}
      </Button>
    </>
  )
}

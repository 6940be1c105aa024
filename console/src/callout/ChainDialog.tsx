import type { Call } from '@muster/core/callout/wire.ts'
import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { ChainTable } from '../people/ChainTable.tsx'
import { useSaid } from '../platform/language.ts'
import { Field } from '../shared/Field.tsx'
import { LongText } from '../shared/LongText.tsx'
import { Note } from '../shared/Note.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { type Preview, type Sent, useChain } from './useChain.ts'
import { useCallWords } from './words.ts'

interface Props {
  readonly call: Call
  readonly open: boolean
  readonly onDone: () => void
}

/** A pasted 接龙: every line gets its verdict before anybody is signed up; namesakes are chosen by a person. */
export function ChainDialog({ call, open, onDone }: Props) {
  const say = useCallWords()
  const chain = useChain(call)
  const footer = chain.sent ? (
    <Button type="primary" onClick={onDone}>
      {say('close')}
    </Button>
  ) : (
    <>
      {chain.preview && <Button onClick={chain.back}>{say('chainAgain')}</Button>}
      <Button
        type="primary"
        loading={chain.busy}
        disabled={chain.preview ? chain.entries.length === 0 : !chain.text.trim()}
        onClick={() => void (chain.preview ? chain.send() : chain.check())}
      >
        {chain.preview ? say('chainSend', { count: chain.entries.length }) : say('chainPreview')}
      </Button>
    </>
  )
  return (
    <Modal open={open} title={say('chain')} width={920} footer={footer} onCancel={onDone} mask={{ closable: false }}>
      {!chain.preview && <Paste text={chain.text} onChange={chain.setText} />}
      {chain.preview && !chain.sent && (
        <ChainTable preview={chain.preview} chosen={chain.chosen} onChoose={chain.choose} />
      )}
      {chain.sent && chain.preview && <SentNote sent={chain.sent} preview={chain.preview} />}
      <ProblemNote problem={chain.problem} />
    </Modal>
  )
}

function Paste({ text, onChange }: { text: string; onChange: (text: string) => void }) {
  const say = useCallWords()
  return (
    <div className="chain-paste">
      <Field label={say('chainPaste')} hint={say('chainHint')}>
        {control => <LongText {...control} rows={8} most={400_000} value={text} onChange={text => onChange(text)} />}
      </Field>
    </div>
  )
}

function SentNote({ sent, preview }: { sent: Sent; preview: Preview }) {
  const say = useCallWords()
  const said = useSaid()
  const count = (verdict: Sent['answers'][number]['verdict']) =>
    sent.answers.filter(answer => answer.verdict === verdict).length
  const nameOf = (personId: string) =>
    preview.lines.flatMap(({ person, candidates }) => [person, ...candidates]).find(one => one?.id === personId)?.name
  const refused = sent.answers.filter(({ verdict }) => verdict === 'refused')
  return (
    <>
      <Note state={refused.length > 0 ? 'watch' : 'good'}>
        {say('chainDone', { accepted: count('accepted'), known: count('known'), refused: refused.length })}
      </Note>
      <ul>
        {refused.map(({ personId, zh, en }) => (
          <li key={personId}>
            {nameOf(personId)}：{said({ zh: zh ?? '', en: en ?? '' })}
          </li>
        ))}
      </ul>
    </>
  )
}

import type { Call } from '@muster/core/callout/wire.ts'
import Button from 'antd/es/button'
import Dropdown from 'antd/es/dropdown'
import { useMay } from '../platform/session.ts'
import { Act } from '../shared/Act.tsx'
import type { Doing } from './CallDialogs.tsx'
import { isOpen } from './states.ts'
import { useCallWords } from './words.ts'

interface Props {
  readonly call: Call
  readonly rolling: boolean
  readonly onDo: (what: Doing) => void
  readonly onRoll: () => void
}

/** The next thing to do stands last, where the eye ends; what is rarely done is in the list. */
export function CallActs({ call, rolling, onDo, onRoll }: Props) {
  const say = useCallWords()
  const act = (what: Doing, verb: string, primary = false, blocked?: string) => (
    <Act key={what} verb={verb} blocked={blocked} type={primary ? 'primary' : 'default'} onClick={() => onDo(what)}>
      {say(what)}
    </Act>
  )
  if (call.state === 'draft')
    return (
      <>
        {act('amend', 'callout.issue')}
        {act('publish', 'callout.issue', true)}
      </>
    )
  const nobody = call.counts.presentAtMuster === 0 ? say('departBlocked') : undefined
  const selecting = call.selection === 'ranked' && call.counts.confirmed === 0 && isOpen(call)
  return (
    <>
      <More call={call} onDo={onDo} />
      {isOpen(call) && act('chain', 'callout.run')}
      {selecting && act('select', 'callout.run', true)}
      {call.counts.confirmed > 0 && (
        <Act
          verb="callout.run"
          type={rolling ? 'primary' : 'default'}
          ghost={rolling}
          aria-pressed={rolling}
          onClick={onRoll}
        >
          {say('rollCall')}
        </Act>
      )}
      {isOpen(call) || call.state === 'ended'
        ? call.counts.confirmed > 0 && act('depart', 'callout.run', !nobody, nobody)
        : call.state === 'departed' && act('formTeam', 'callout.run', true)}
    </>
  )
}

function More({ call, onDo }: Pick<Props, 'call' | 'onDo'>) {
  const say = useCallWords()
  const issue = useMay('callout.issue')
  const rare: Doing[] = isOpen(call) ? ['amend', 'end', 'withdraw', 'nextWave', 'share'] : ['nextWave', 'share']
  const items = rare.map(what => ({
    key: what,
    label: say(what),
    disabled: what !== 'share' && !issue.may,
    danger: what === 'withdraw',
    onClick: () => onDo(what),
  }))
  return (
    <Dropdown menu={{ items }} trigger={['click']}>
      <Button>{say('more')}</Button>
    </Dropdown>
  )
}

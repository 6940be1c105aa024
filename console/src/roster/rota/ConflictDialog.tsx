import Button from 'antd/es/button'
import Modal from 'antd/es/modal'
import { useLanguage } from '../../platform/language.ts'
import { useListed } from '../../shared/useListed.ts'
import { peopleOf } from './edits.ts'
import { shiftOfHalf } from './grid.ts'
import type { Workbench } from './useWorkbench.ts'
import { useRotaWords } from './words.ts'

/** Two people changed one cell: both versions beside each other, and the choice. Esc keeps what the other one set. */
export function ConflictDialog({ bench }: { bench: Workbench }) {
  const say = useRotaWords()
  const language = useLanguage()
  const { conflict, ground } = bench
  const listed = useListed()
  const names = (people: readonly string[]) =>
    listed(people.map(id => ground.people.get(id)?.name ?? '–')) || say('nobody')
  return (
    <Modal
      open={conflict !== undefined}
      title={say('conflict')}
      width={640}
      onCancel={bench.yieldTo}
      mask={{ closable: false }}
      footer={
        <>
          <Button onClick={bench.yieldTo}>{say('useTheirs')}</Button>
          <Button type="primary" onClick={bench.insist}>
            {say('useYours')}
          </Button>
        </>
      }
    >
      <p>{say('conflictSays')}</p>
      {conflict?.changes.map(({ half, after }) => {
        const shift = ground.shifts.get(shiftOfHalf(half))
        const post = shift && ground.posts.get(shift.postId)
        return (
          <dl key={half} className="facts">
            <dt>{say('shift')}</dt>
            <dd>
              {post?.name} · {shift?.day}
            </dd>
            <dt>{say('theirs')}</dt>
            <dd>{names(peopleOf(bench.draft, half))}</dd>
            <dt>{say('yours')}</dt>
            <dd>
              <b>{names(after)}</b>
            </dd>
          </dl>
        )
      })}
      <p className="soft small">{conflict?.problem.sentence(language)}</p>
    </Modal>
  )
}

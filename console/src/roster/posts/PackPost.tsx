import type { Pack } from '@muster/core/incident/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import { useSaid } from '../../platform/language.ts'
import { StateMark } from '../../shared/StateMark.tsx'
import { useListed } from '../../shared/useListed.ts'
import { usePostWords } from './words.ts'

/** What a kind of post brings with it, to look at before it is set up. */
export function PackPost({ post }: { post: Pack['posts'][number] }) {
  const say = usePostWords()
  const said = useSaid()
  const listed = useListed()
  return (
    <section>
      <h3 className="legend">{say('fromPack')}</h3>
      <dl className="facts">
        {post.danger && (
          <>
            <dt>{say('kind')}</dt>
            <dd>
              <StateMark state="watch">{say('danger')}</StateMark>
            </dd>
          </>
        )}
        <dt>{say('hours')}</dt>
        <dd>{listed(post.hours.map(({ starts, ends, people }) => say('hoursOf', { starts, ends, people })))}</dd>
        <dt>{say('skills')}</dt>
        <dd>{post.skills.length > 0 ? listed(post.skills.map(skill => said(SKILL_WORDS[skill]))) : say('anySkill')}</dd>
        <dt>{say('checklist')}</dt>
        <dd>{listed(post.checklist.map(said))}</dd>
        <dt>{say('equipment')}</dt>
        <dd>{listed(post.equipment.map(said))}</dd>
        <dt>{say('reportMinutes')}</dt>
        <dd>{post.reportMinutes}</dd>
        <dt>{say('closesWhen')}</dt>
        <dd>{post.closesWhen ? said(post.closesWhen) : say('byClock')}</dd>
      </dl>
    </section>
  )
}

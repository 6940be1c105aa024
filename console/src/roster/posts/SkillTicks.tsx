import { SKILLS } from '@muster/core/people/wire.ts'
import { SKILL_WORDS } from '@muster/core/people/words.ts'
import { useSaid } from '../../platform/language.ts'
import { Ticks } from '../../shared/Ticks.tsx'
import { usePostWords } from './words.ts'

type Skill = (typeof SKILLS)[number]

/** Of the ticked skills a person must have one; none ticked: any will do. */
export function SkillTicks({ value, onChange }: { value: readonly Skill[]; onChange: (skills: Skill[]) => void }) {
  const say = usePostWords()
  const said = useSaid()
  return (
    <Ticks
      legend={`${say('skills')}${value.length === 0 ? `（${say('anySkill')}）` : ''}`}
      options={SKILLS.map(key => ({ key, name: said(SKILL_WORDS[key]) }))}
      value={value}
      onChange={next => onChange([...next])}
    />
  )
}

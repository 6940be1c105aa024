import type { TemplateLine } from '@muster/core/roster/posts.wire.ts'
import Button from 'antd/es/button'
import { ClockInput } from '../../shared/ClockInput.tsx'
import './TemplateLines.css'
import { usePostWords } from './words.ts'

interface Props {
  readonly lines: readonly TemplateLine[]
  /** The hours that the hazard pack proposes for this kind of post. */
  readonly usual: readonly TemplateLine[]
  readonly onChange: (lines: readonly TemplateLine[]) => void
}

const line = (starts: string, ends: string): TemplateLine => ({
  starts,
  ends,
  role: 'member',
  people: 2,
  standby: 0,
  skills: [],
})
const ROUND = [line('08:00', '14:00'), line('14:00', '20:00'), line('20:00', '02:00'), line('02:00', '08:00')]
const DAYTIME = [line('08:00', '14:00'), line('14:00', '20:00')]

/** The shifts of each day; one that ends no later than it starts ends on the next day, and says so. */
export function TemplateLines({ lines, usual, onChange }: Props) {
  const say = usePostWords()
  const last = lines.at(-1)
  const change = (at: number, over: Partial<TemplateLine>) =>
    onChange(lines.map((one, nth) => (nth === at ? { ...one, ...over } : one)))
  return (
    <fieldset className="plain">
      <legend className="legend">{say('lines')}</legend>
      <div className="template-starts">
        {usual.length > 0 && (
          <Button size="small" onClick={() => onChange(usual)}>
            {say('usual')}
          </Button>
        )}
        <Button size="small" onClick={() => onChange(ROUND)}>
          {say('roundTheClock')}
        </Button>
        <Button size="small" onClick={() => onChange(DAYTIME)}>
          {say('daytime')}
        </Button>
      </div>
      {lines.map((one, at) => (
        <Line
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is what stands in its place; it has no other name.
          key={`${at} of ${lines.length}`}
          line={one}
          onChange={over => change(at, over)}
          onRemove={() => onChange(lines.filter((_, nth) => nth !== at))}
        />
      ))}
      <Button size="small" onClick={() => onChange([...lines, line(last?.ends ?? '08:00', last?.starts ?? '14:00')])}>
        {say('addLine')}
      </Button>
    </fieldset>
  )
}

interface LineProps {
  readonly line: TemplateLine
  readonly onChange: (over: Partial<TemplateLine>) => void
  readonly onRemove: () => void
}

function Line({ line: { starts, ends, role, people, standby }, onChange, onRemove }: LineProps) {
  const say = usePostWords()
  return (
    <div className="template-line">
      <ClockInput aria-label={say('starts')} value={starts} onChange={next => onChange({ starts: next })} />
      <span>–</span>
      <ClockInput aria-label={say('ends')} value={ends} onChange={next => onChange({ ends: next })} />
      <span className="soft template-next">{ends <= starts ? say('nextDay') : ''}</span>
      <Count label={say('needed')} least={1} value={people ?? 1} onChange={next => onChange({ people: next })} />
      <Count label={say('standby')} least={0} value={standby ?? 0} onChange={next => onChange({ standby: next })} />
      <select
        className="native"
        aria-label={say('role')}
        value={role}
        onChange={event => onChange({ role: event.target.value })}
      >
        <option value="member">{say('member')}</option>
        <option value="leader">{say('leader')}</option>
        {!['member', 'leader'].includes(role) && <option value={role}>{role}</option>}
      </select>
      <button type="button" className="text-link" onClick={onRemove} aria-label={say('removeLine')}>
        ×
      </button>
    </div>
  )
}

interface CountProps {
  readonly label: string
  readonly least: number
  readonly value: number
  readonly onChange: (value: number) => void
}

function Count({ label, least, value, onChange }: CountProps) {
  return (
    <label className="template-count">
      <span className="soft">{label}</span>
      <input
        type="number"
        className="native"
        min={least}
        max={500}
        value={value}
        onChange={event => onChange(Math.max(least, Math.min(500, Math.trunc(Number(event.target.value)) || least)))}
      />
    </label>
  )
}

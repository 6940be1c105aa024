import InputNumber from 'antd/es/input-number'
import { Field } from '../shared/Field.tsx'
import { useCallWords } from './words.ts'

interface Props {
  readonly unit?: string
  readonly value: number
  readonly onChange: (quota: number) => void
}

/** How many people a call or its next wave asks for; at least one. */
export function QuotaField({ unit, value, onChange }: Props) {
  const say = useCallWords()
  return (
    <Field label={say('quota')} required>
      {control => (
        <InputNumber
          {...control}
          min={1}
          max={10_000}
          suffix={unit}
          value={value}
          onChange={quota => onChange(quota ?? 1)}
        />
      )}
    </Field>
  )
}

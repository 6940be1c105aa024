import Select from 'antd/es/select'

/** One thing that can be chosen: its key, name, and what tells it from its namesakes. */
export interface Choice {
  readonly key: string
  readonly name: string
  readonly beside?: string
}

interface Props {
  readonly id?: string
  readonly 'aria-describedby'?: string
  readonly 'aria-label'?: string
  readonly many?: boolean
  readonly value: readonly Choice[]
  readonly found: readonly Choice[]
  readonly busy?: boolean
  readonly placeholder: string
  readonly onType: (typed: string) => void
  readonly onChange: (choices: readonly Choice[]) => void
}

/** Chooses by typing: the server looks in names, codes and pinyin initials. */
export function Picker({ many, value, found, busy, onType, onChange, ...rest }: Props) {
  const known = new Map([...value, ...found].map(choice => [choice.key, choice]))
  const taken = (next: unknown) =>
    (Array.isArray(next) ? next : [next])
      .map(one => known.get((one as { value?: string } | undefined)?.value ?? ''))
      .filter(one => one !== undefined)
  const shown = value.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <Select<unknown, { value: string; label: string; beside: string | undefined }>
      {...rest}
      style={{ width: '100%' }}
      labelInValue
      allowClear
      showSearch={{ filterOption: false, onSearch: onType }}
      loading={busy ?? false}
      {...(many ? { mode: 'multiple' as const, value: shown } : { value: shown[0] ?? null })}
      notFoundContent={null}
      options={found.map(({ key, name, beside }) => ({ value: key, label: name, beside }))}
      optionRender={option => (
        <span>
          {option.label} <span className="soft small">{option.data.beside}</span>
        </span>
      )}
      onChange={next => onChange(taken(next))}
    />
  )
}

import { amendSite, SITE_KINDS, type Site, sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { NameField } from '../../shared/NameField.tsx'
import { Side } from '../../shared/Side.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { usePostWords } from './words.ts'

interface Form {
  readonly kind: Site['kind']
  readonly name: string
  readonly parentId: string
  readonly households: string
}
const formOf = ({ kind, name, parent, households }: Site): Form => ({
  kind,
  name,
  parentId: parent?.id ?? '',
  households: households === null ? '' : String(households),
})
const bodyOf = ({ kind, name, parentId, households }: Form) => ({
  kind,
  name: name.trim(),
  parentId: kind === 'building' ? parentId || null : null,
  households: households.trim() ? Number(households) : null,
})
const isWhole = ({ name, households }: Form): boolean => name.trim() !== '' && /^\d{0,6}$/.test(households.trim())

/** Another name, kind, compound or number of households of a site. */
export function AmendSite({ site, onClose }: { site: Site; onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const [form, setForm] = useState(() => formOf(site))
  const { tell, telling, problem } = useTell(amendSite)
  const send = async () => {
    const saved = await tell({ siteId: site.id, version: site.version, ...bodyOf(form) })
    if (!saved) return
    done(say('didAmend', { name: saved.name }))
    onClose()
  }
  return (
    <Side
      open
      title={`${say('amend')} · ${site.name}`}
      does={say('amend')}
      busy={telling}
      blocked={!isWhole(form)}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <Fields site={site} form={form} onSet={over => setForm({ ...form, ...over })} />
    </Side>
  )
}

function Fields({ site, form, onSet }: { site: Site; form: Form; onSet: (over: Partial<Form>) => void }) {
  const say = usePostWords()
  const found = useAsk(sites, { territory: site.territory.code, kind: 'compound', limit: 200 })
  const compounds = (found.data?.rows ?? []).filter(({ id }) => id !== site.id)
  return (
    <>
      <NameField label={say('name')} value={form.name} onChange={name => onSet({ name })} />
      <ChooseField
        label={say('siteKind')}
        value={form.kind}
        options={SITE_KINDS.map(key => ({ key, name: say(`kind.${key}`) }))}
        onChange={kind => onSet({ kind })}
      />
      {form.kind === 'building' && (
        <ChooseField
          label={say('parent')}
          value={form.parentId}
          options={[{ key: '', name: say('noParent') }, ...compounds.map(({ id, name }) => ({ key: id, name }))]}
          onChange={parentId => onSet({ parentId })}
        />
      )}
      <TextField
        label={say('households')}
        most={6}
        value={form.households}
        onChange={households => onSet({ households })}
      />
    </>
  )
}

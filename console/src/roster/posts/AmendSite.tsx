import { amendSite, SITE_KINDS, type Site, sites } from '@muster/core/roster/sites.wire.ts'
import { useState } from 'react'
import { useAsk, useTell } from '../../platform/api.ts'
import { ChooseField } from '../../shared/ChooseField.tsx'
import { Side } from '../../shared/Side.tsx'
import { NameField } from '../../shared/NameField.tsx'
import { TextField } from '../../shared/TextField.tsx'
import { useDone } from '../../shared/useDone.tsx'
import { usePostWords } from './words.ts'

/** Another name, kind, compound or number of households of a site. */
export function AmendSite({ site, onClose }: { site: Site; onClose: () => void }) {
  const say = usePostWords()
  const done = useDone()
  const [form, setForm] = useState(() => ({
    kind: site.kind,
    name: site.name,
    parentId: site.parent?.id ?? '',
    households: site.households === null ? '' : String(site.households),
  }))
  const set = (over: Partial<typeof form>) => setForm({ ...form, ...over })
  const found = useAsk(sites, { territory: site.territory.code, kind: 'compound', limit: 200 })
  const compounds = (found.data?.rows ?? []).filter(({ id }) => id !== site.id)
  const counts = /^\d{0,6}$/.test(form.households.trim())
  const { tell, telling, problem } = useTell(amendSite)
  const send = async () => {
    const { kind, name, parentId, households } = form
    const saved = await tell({
      siteId: site.id,
      version: site.version,
      kind,
      name: name.trim(),
      parentId: kind === 'building' ? parentId || null : null,
      households: households.trim() ? Number(households) : null,
    })
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
      blocked={!form.name.trim() || !counts}
      problem={problem}
      onDo={() => void send()}
      onClose={onClose}
    >
      <NameField label={say('name')} value={form.name} onChange={name => set({ name })} />
      <ChooseField
        label={say('siteKind')}
        value={form.kind}
        options={SITE_KINDS.map(key => ({ key, name: say(`kind.${key}`) }))}
        onChange={kind => set({ kind })}
      />
      {form.kind === 'building' && (
        <ChooseField
          label={say('parent')}
          value={form.parentId}
          options={[{ key: '', name: say('noParent') }, ...compounds.map(({ id, name }) => ({ key: id, name }))]}
          onChange={parentId => set({ parentId })}
        />
      )}
      <TextField
        label={say('households')}
        most={6}
        value={form.households}
        onChange={households => set({ households })}
      />
    </Side>
  )
}

import type { FieldRegister, PersonalField } from '@muster/core/platform/personal.ts'
import { ROLES, type Role } from '@muster/core/platform/role.ts'
import './Privacy.css'
import { useLanguage, useSaid } from '../platform/language.ts'
import { Page } from '../shared/Page.tsx'
import { TableWell } from '../shared/TableWell.tsx'
import { useDeskWords } from './desk-words.ts'
import { SettingsTabs } from './SettingsTabs.tsx'

/** The register of personal fields, as the server applies it. */
export function PrivacyPage({ fields }: { fields: FieldRegister }) {
  const say = useDeskWords()
  return (
    <Page title={say('privacyTitle')}>
      <SettingsTabs />
      <p className="register-intro">{say('privacyIntro')}</p>
      <TableWell caption={say('privacyTitle')}>
        <table className="sheet table register">
          <thead>
            <tr>
              <th scope="col">{say('field')}</th>
              <th scope="col">{say('purpose')}</th>
              <th scope="col">{say('viewers')}</th>
              <th scope="col">{say('retention')}</th>
              <th scope="col">{say('basis')}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(fields).map(([key, field]) => (
              <FieldRow key={key} name={key} field={field} />
            ))}
          </tbody>
        </table>
      </TableWell>
    </Page>
  )
}

function FieldRow({ name, field }: { name: string; field: PersonalField }) {
  const say = useDeskWords()
  const said = useSaid()
  const language = useLanguage()
  const half = (text: string) => (language === 'zh' ? text.split(' · ')[0] : (text.split(' · ')[1] ?? text))
  return (
    <tr>
      <th scope="row">
        {said(field)}
        {field.sensitive && <b className="mark-watch"> {say('sensitive')}</b>}
        <div className="code soft">{name}</div>
      </th>
      <td data-label={say('purpose')}>{half(field.purpose)}</td>
      <td data-label={say('viewers')}>
        {Object.entries(field.viewers).map(([role, sight]) => (
          <span key={role}>
            {said(ROLES[role as Role])}
            {sight === 'masked' && <span className="soft">（{say('masked')}）</span>}
            {say('and')}
          </span>
        ))}
        {say('subject')}
      </td>
      <td data-label={say('retention')}>{half(field.retention)}</td>
      <td data-label={say('basis')}>{field.basis}</td>
    </tr>
  )
}

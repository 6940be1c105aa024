import { AppearanceSwitch } from '../shared/AppearanceSwitch.tsx'
import { LanguageSwitch } from '../shared/LanguageSwitch.tsx'
import { Page, Section } from '../shared/Page.tsx'
import { useDeskWords } from './desk-words.ts'
import { OwnPassphrase } from './OwnPassphrase.tsx'
import { OwnSessions } from './OwnSessions.tsx'
import { SettingsTabs } from './SettingsTabs.tsx'

/** What everybody may set for themselves. */
export function SettingsPage() {
  const say = useDeskWords()
  return (
    <Page title={say('settings')}>
      <SettingsTabs />
      <OwnSessions />
      <Section title={say('changePassphrase')}>
        <OwnPassphrase />
      </Section>
      <Section title={say('ownLook')}>
        <AppearanceSwitch />
        <LanguageSwitch />
      </Section>
    </Page>
  )
}

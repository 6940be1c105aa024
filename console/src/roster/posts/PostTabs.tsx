import { Tabs } from '../../shared/Tabs.tsx'
import { usePostWords } from './words.ts'

/** Posts, and the places they stand at. */
export function PostTabs() {
  const say = usePostWords()
  const tabs = [
    { to: '/posts', name: say('posts') },
    { to: '/sites', name: say('sites') },
  ]
  return <Tabs label={say('posts')} tabs={tabs} />
}

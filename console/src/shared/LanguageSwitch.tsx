import { speak, useLanguage } from '../platform/language.ts'
import './LanguageSwitch.css'

/** 中 / EN: shows the other language's own name, so that who cannot read this one finds it. */
export function LanguageSwitch() {
  const now = useLanguage()
  const other = now === 'zh' ? 'en' : 'zh'
  return (
    <button type="button" className="language" lang={other === 'zh' ? 'zh-CN' : 'en'} onClick={() => speak(other)}>
      {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}

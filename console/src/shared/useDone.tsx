import App from 'antd/es/app'
import { useSharedWords } from './words.ts'

/** Long enough to read the sentence and to reach for the button. */
const SECONDS = 12

/** Says what was done, with a way back where a person could regret it. */
export function useDone(): (sentence: string, undo?: () => void) => void {
  const { message } = App.useApp()
  const say = useSharedWords()
  return (sentence, undo) => {
    const key = `${sentence}`
    const back = () => {
      message.destroy(key)
      undo?.()
    }
    void message.open({
      key,
      type: 'success',
      duration: undo ? SECONDS : 4,
      content: (
        <output>
          {sentence}{' '}
          {undo && (
            <button type="button" className="text-link" onClick={back}>
              {say('undo')}
            </button>
          )}
        </output>
      ),
    })
  }
}

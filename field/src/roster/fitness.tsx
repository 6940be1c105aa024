import { myFitness, sayFitness } from '@muster/core/roster/assign.wire.ts'
import { api } from '../platform/api.ts'
import { useWords } from '../platform/language.ts'
import { useAct, useLoad } from '../platform/load.ts'
import { Button } from '../shared/button.tsx'
import { Shown } from '../shared/faces.tsx'
import { Notice, Sign, TroubleNotice } from '../shared/notice.tsx'
import { words } from './words.ts'

/** Fit for duty or not: my own word, without a reason; who reads it is said beside it. */
export function Fitness() {
  const say = useWords(words)
  const asked = useLoad('fitness', '', () => api(myFitness, {}))
  const { busy, trouble, act, retry } = useAct()
  const change = (fit: boolean) =>
    act(async () => {
      await api(sayFitness, { fit })
      asked.put({ fit })
    })
  return (
    <section class="card">
      <h2>{say('fitness')}</h2>
      <Shown of={asked}>
        {({ fit }) => (
          <>
            <p aria-live="polite">
              <Sign tone={fit ? 'good' : 'watch'}>{say(fit ? 'fit' : 'unfit')}</Sign>
            </p>
            <p class="small">{say('fitnessWho')}</p>
            {!fit && <Notice tone="watch">{say('unfitMeans')}</Notice>}
            <TroubleNotice trouble={trouble} onRetry={retry} />
            <Button kind="default" busy={busy} onTap={() => change(!fit)}>
              {say(fit ? 'sayUnfit' : 'sayFit')}
            </Button>
          </>
        )}
      </Shown>
    </section>
  )
}

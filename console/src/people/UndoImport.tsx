import { type Import, undoImport } from '@muster/core/people/imports.wire.ts'
import { useState } from 'react'
import { useTell } from '../platform/api.ts'
import { Act } from '../shared/Act.tsx'
import { Confirm } from '../shared/Confirm.tsx'
import { useDone } from '../shared/useDone.tsx'
import { useImportWords } from './import-words.ts'

/** Takes an import back as a whole. */
export function UndoImport({ shown }: { shown: Import }) {
  const say = useImportWords()
  const done = useDone()
  const [asking, setAsking] = useState(false)
  const { tell, telling, problem } = useTell(undoImport)
  const undo = async () => {
    if (!(await tell({ importId: shown.id }))) return
    setAsking(false)
    done(say('undone', { file: shown.fileName }))
  }
  return (
    <>
      <Act verb="people.import" onClick={() => setAsking(true)}>
        {say('undo')}
      </Act>
      <Confirm
        open={asking}
        title={say('undoAsk', { file: shown.fileName })}
        does={say('undo')}
        grave
        busy={telling}
        problem={problem}
        onDo={() => void undo()}
        onClose={() => setAsking(false)}
      >
        <p>{say('undoSays', shown.counts)}</p>
      </Confirm>
    </>
  )
}

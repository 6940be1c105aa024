import { getImport, importTemplate, previewImport } from '@muster/core/people/imports.wire.ts'
import type { UploadedFile } from '@muster/core/platform/endpoint.ts'
import { useNavigate, useSearch } from '@tanstack/react-router'
import Button from 'antd/es/button'
import { useState } from 'react'
import './Import.css'
import { useAsk, useTell } from '../platform/api.ts'
import { useFile } from '../platform/download.ts'
import { newId } from '../platform/ids.ts'
import { Answer } from '../shared/Answer.tsx'
import { DropFile } from '../shared/DropFile.tsx'
import { Page } from '../shared/Page.tsx'
import { ProblemNote } from '../shared/ProblemNote.tsx'
import { ImportPreview } from './ImportPreview.tsx'
import { useImportWords } from './import-words.ts'
import { PastImports } from './PastImports.tsx'

/** Brings a roster in by file. The import at hand stands in the address, so that a reload loses nothing. */
export function ImportPage() {
  const say = useImportWords()
  const { import: importId }: { import?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const open = (id: string | undefined) => void navigate({ to: '.', search: id ? { import: id } : {} })
  return (
    <Page title={say('title')} actions={importId && <Button onClick={() => open(undefined)}>{say('other')}</Button>}>
      {importId ? <OneImport importId={importId} /> : <Upload onRead={open} />}
      <PastImports shown={importId} onOpen={open} />
    </Page>
  )
}

function OneImport({ importId }: { importId: string }) {
  const asked = useAsk(getImport, { importId })
  return <Answer asked={asked}>{shown => <ImportPreview shown={shown} />}</Answer>
}

function Upload({ onRead }: { onRead: (importId: string) => void }) {
  const say = useImportWords()
  const template = useFile(importTemplate)
  const { tell, telling, problem } = useTell(previewImport)
  const [name, setName] = useState('')
  const read = async (file: UploadedFile) => {
    setName(file.name)
    const made = await tell({ id: newId(), file })
    if (made) onRead(made.id)
  }
  return (
    <>
      <p>{say('intro')}</p>
      <div className="filters">
        <Button loading={template.fetching} onClick={() => void template.fetchFile({ format: 'xlsx' })}>
          {say('template')}
        </Button>
        <Button type="text" onClick={() => void template.fetchFile({ format: 'csv' })}>
          {say('templateCsv')}
        </Button>
      </div>
      <ProblemNote problem={template.problem} />
      <DropFile
        title={say('drop')}
        hint={say('dropHint')}
        accept=".xlsx,.csv"
        busy={telling ? say('reading', { file: name }) : undefined}
        onFile={file => void read(file)}
      />
      <ProblemNote problem={problem} />
    </>
  )
}
